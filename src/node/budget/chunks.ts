import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

/** A script of the built site: its bytes, and the scripts of the site that it asks for. */
export interface Chunk {
  /** Relative to the site, for example `assets/index-abc.js`. */
  file: string;
  bytes: Buffer;
  /** Loaded before it runs. */
  imports: readonly string[];
  /** Loaded when it says so. */
  onDemand: readonly string[];
}

/** Reads every script in a folder of the built site. */
export function readChunks(site: string, folder = 'assets'): Map<string, Chunk> {
  return new Map(
    readdirSync(path.join(site, folder))
      .filter((name) => name.endsWith('.js'))
      .map((name) => {
        const file = `${folder}/${name}`;
        const bytes = readFileSync(path.join(site, file));
        return [file, { file, bytes, ...importsOf(bytes.toString(), folder) }];
      }),
  );
}

/** The relative imports of a script, static and on demand. */
export function importsOf(code: string, folder: string): Pick<Chunk, 'imports' | 'onDemand'> {
  const imports = new Set<string>();
  const onDemand = new Set<string>();
  const note = (into: Set<string>, source: unknown) => {
    const text = literal(source);
    if (text?.startsWith('.')) into.add(path.posix.join(folder, text));
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, source } = node as { type?: string; source?: unknown };
    if (type === 'ImportExpression') note(onDemand, source);
    else if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(type ?? '')) note(imports, source);
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync('chunk.js', code).program);
  return { imports: [...imports], onDemand: [...onDemand] };
}

/** Minifiers write strings as templates too. */
function literal(node: unknown): string | null {
  const { type, value, expressions, quasis } = (node ?? {}) as {
    type?: string;
    value?: unknown;
    expressions?: readonly unknown[];
    quasis?: readonly { value: { cooked: string } }[];
  };
  if (type === 'Literal' && typeof value === 'string') return value;
  if (type === 'TemplateLiteral' && expressions?.length === 0)
    return quasis?.[0]?.value.cooked ?? null;
  return null;
}

/** These files and all that they import, directly or not; with `onDemand`, also what they may load later. */
export function closure(
  chunks: ReadonlyMap<string, Chunk>,
  from: readonly string[],
  onDemand = false,
): Set<string> {
  const seen = new Set<string>();
  const waiting = [...from];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const chunk = chunks.get(file);
    if (!chunk) continue;
    waiting.push(...chunk.imports, ...(onDemand ? chunk.onDemand : []));
  }
  return seen;
}
