// What the types of pdfkit leave out.
declare module 'pdfkit/standard-fonts/Courier' {
  const metrics: { readonly name: string };
  export default metrics;
}
declare module 'pdfkit/standard-fonts/CourierBold' {
  const metrics: { readonly name: string };
  export default metrics;
}
