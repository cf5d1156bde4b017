import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** What a request's path leads to. */
export type Located =
  | { kind: 'file'; file: string; sizeBytes: number; changedMs: number }
  | { kind: 'moved'; to: string }
  | { kind: 'malformed' }
  | { kind: 'nothing' };

/**
 * Finds the file that a URL path names below `folder`, which is served at `base` (`/`, or `/some/path/`).
 * `urlPath` is as it came over the wire, with its query. Never leads out of the folder, not through `..`,
 * an encoded slash or a symbolic link, and never to a name that begins with a dot.
 */
export async function locate(folder: string, base: string, urlPath: string): Promise<Located> {
  const [raw = '', query] = split(urlPath);
  const suffix = query === undefined ? '' : `?${query}`;
  if (raw + '/' === base) return { kind: 'moved', to: base + suffix };
  if (!raw.startsWith(base)) return { kind: 'nothing' };

  let name: string;
  try {
    name = decodeURIComponent(raw.slice(base.length));
  } catch {
    return { kind: 'malformed' };
  }
  if (/[\0\\]/.test(name)) return { kind: 'malformed' };
  const parts = name.split('/');
  if (parts.some((part) => part.startsWith('.'))) return { kind: 'nothing' };

  const top = await realpath(folder).catch(() => folder);
  const wanted = path.join(top, ...parts);
  const file = await realpath(
    name === '' || name.endsWith('/') ? path.join(wanted, 'index.html') : wanted,
  ).catch(() => null);
  if (file === null || !(file === top || file.startsWith(top + path.sep)))
    return { kind: 'nothing' };
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) return { kind: 'moved', to: `${raw}/${suffix}` };
  if (!found?.isFile()) return { kind: 'nothing' };
  return { kind: 'file', file, sizeBytes: found.size, changedMs: found.mtimeMs };
}

function split(urlPath: string): [string, string?] {
  const at = urlPath.indexOf('?');
  return at < 0 ? [urlPath] : [urlPath.slice(0, at), urlPath.slice(at + 1)];
}
