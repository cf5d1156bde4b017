/** The font files without which there is no report: those with Latin letters and digits. */
export const neededFonts: readonly string[] = ['noto-sans-latin', 'noto-sans-mono-latin'].flatMap(
  (part) => [`${part}-400-normal.woff`, `${part}-600-normal.woff`],
);
