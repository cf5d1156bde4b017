/**
 * Undoes what editors, chats, terminals and word processors do to text on its way: byte order marks, characters that
 * are not seen, other spaces and line ends, typographic quotes, full-width signs, colours of a terminal.
 */
export function clean(text: string): string {
  return text
    .replace(/\u001b\[[0-9;]{0,20}[A-Za-z]/g, '')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000]/g, '')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]/g, (sign) =>
      sign === '\t' ? '\t' : ' ',
    )
    .replace(/[\u201c-\u201f\u00ab\u00bb\u2033\uff02]/g, '"')
    .replace(/[\u2018-\u201b\u2032\uff07\u00b4]/g, "'")
    .replace(/\uff1d/g, '=')
    .replace(/\uff1a/g, ':');
}

/** Text that stood inside a string of JSON, as logs have it. */
export const unescaped = (text: string): string =>
  text.includes('\\"') ? text.replace(/\\n/g, '\n').replace(/\\(["/])/g, '$1') : text;

/** Leaves out comments; `#` before a command is root's prompt. */
export const withoutComments = (text: string): string =>
  text.replace(/^[ \t]*(?:[#;](?![ \t]*(?:export|set|aws |\$env:))|\/\/ |REM ).*$/gim, '');
