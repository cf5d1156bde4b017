/** What goes back to the client. Header names are lower case. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

export const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Text for use inside XML elements. */
export const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');

export const xml = (body: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: declaration + body,
});

export const json = (value: unknown, status = 200, type = 'application/json'): Answer => ({
  status,
  headers: { 'content-type': type },
  body: JSON.stringify(value),
});

export const empty = (status: number): Answer => ({ status, headers: {}, body: '' });

/** The same answer with some more headers. */
export const withHeaders = (answer: Answer, headers: Record<string, string>): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
});

/** The first element of that name in a piece of XML: its content, entities left as they are. */
export function element(text: string, name: string): string | undefined {
  return new RegExp(`<${name}(?:\\s[^>]*)?>(.*?)</${name}>`, 's').exec(text)?.[1];
}

/** The contents of every element of that name. */
export function elements(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>(.*?)</${name}>`, 'gs'))].map(
    (match) => match[1] ?? '',
  );
}
