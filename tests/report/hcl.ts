/** A block of HCL: its type and labels, and its attributes. */
export interface Block {
  name: string;
  attributes: Record<string, unknown>;
}

/** Reads the part of HCL that our templates use: blocks, attributes, strings, numbers, lists, objects, `jsonencode`, references. Throws where it does not parse. */
export function readHcl(text: string): Block[] {
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`${what} expected at ${at}: ${text.slice(at, at + 30)}`);
  };
  const space = () => {
    while (/\s/.test(text[at] ?? '')) at++;
  };
  const take = (pattern: RegExp, what: string): string => {
    space();
    const found = new RegExp(pattern.source, 'y');
    found.lastIndex = at;
    const [whole] = found.exec(text) ?? fail(what);
    at += (whole as string).length;
    return whole as string;
  };
  const next = () => {
    space();
    return text[at];
  };
  const string = () => {
    const raw = take(/"(?:[^"\\\n]|\\.)*"/, 'a string');
    if (/(^|[^$])\$\{|(^|[^%])%\{/.test(raw)) fail('no template');
    return JSON.parse(raw.replaceAll('$${', '${').replaceAll('%%{', '%{')) as string;
  };
  const value = (): unknown => {
    const first = next();
    if (first === '"') return string();
    if (first === '[') {
      take(/\[/, '[');
      const items: unknown[] = [];
      while (next() !== ']') {
        items.push(value());
        if (next() !== ']') take(/,/, ',');
      }
      take(/\]/, ']');
      return items;
    }
    if (first === '{') return body();
    if (/\d/.test(first ?? '')) return Number(take(/\d+/, 'a number'));
    const word = take(/[a-z_]+(\.[a-z_]+)*/, 'an expression');
    if (word !== 'jsonencode') return { reference: word };
    take(/\(/, '(');
    const inner = value();
    take(/\)/, ')');
    return inner;
  };
  const body = (): Record<string, unknown> => {
    const made: Record<string, unknown> = {};
    take(/\{/, '{');
    while (next() !== '}') {
      const key = next() === '"' ? string() : take(/[A-Za-z_]\w*/, 'a name');
      take(/=/, '=');
      made[key] = value();
    }
    take(/\}/, '}');
    return made;
  };
  const blocks: Block[] = [];
  while (next() !== undefined) {
    const names = [take(/[a-z]+/, 'a block')];
    while (next() === '"') names.push(string());
    blocks.push({ name: names.join(' '), attributes: body() });
  }
  return blocks;
}
