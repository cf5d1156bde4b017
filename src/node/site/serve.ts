import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { securityHeaders } from '../../hosting/headers.ts';
import { locate } from './locate.ts';
import { compressible, mimeType } from './mime.ts';

const packed = promisify(gzip);

export interface SiteOptions {
  /** The folder to serve. */
  folder: string;
  /** 0 takes any free port. */
  port?: number;
  /** Address to listen on; by default this machine alone can reach it. */
  host?: string;
  /** Where the site stands on its host: `/`, or a path with slashes at both ends. */
  base?: string;
  /** Headers that every answer carries besides our own; an empty value withholds one of ours. */
  headers?: Readonly<Record<string, string>>;
}

export interface Site {
  /** Address of the start page, with the trailing slash. */
  url: string;
  port: number;
  stop(): Promise<void>;
}

/**
 * Serves a folder of static files over HTTP and resolves once it listens. Rejects with a sentence for the user
 * where the port cannot be had.
 */
export function serveSite(options: SiteOptions): Promise<Site> {
  const { folder, port = 0, host = '127.0.0.1', base = '/' } = options;
  const headers = Object.entries({ ...securityHeaders, ...options.headers }).filter(
    ([, value]) => value !== '',
  );
  const zipped = new Map<string, Promise<Buffer>>();
  const server = createServer((request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    answer(request, response, folder, base, zipped).catch(() => {
      if (response.headersSent) response.destroy();
      else say(response, 500, 'The file could not be read.');
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(whyNot(error.code, host, port), { cause: error }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const taken = address && typeof address === 'object' ? address.port : port;
      const name = host.includes(':') ? `[${host}]` : host;
      resolve({
        url: `http://${name}:${taken}${base}`,
        port: taken,
        stop: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function whyNot(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the program that uses it, or choose another port, for example: PORT=${port === 4174 ? 4175 : 4174} npm start`;
  if (code === 'EACCES')
    return `This user may not listen on port ${port}. Choose one above 1023, for example: PORT=4173 npm start`;
  return `Could not listen on ${host}, port ${port} (${code ?? 'unknown reason'}).`;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  base: string,
  zipped: Map<string, Promise<Buffer>>,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return say(response, 405, 'This site only answers GET and HEAD.');
  }
  const found = await locate(folder, base, request.url ?? '/');
  if (found.kind === 'malformed') return say(response, 400, 'This address is not well formed.');
  if (found.kind === 'nothing') return say(response, 404, 'There is no such file.');
  if (found.kind === 'moved') {
    response.setHeader('Location', found.to);
    return say(response, 308, 'The address ends in a slash.');
  }

  const { file, sizeBytes, changedMs } = found;
  const type = mimeType(file);
  const zip = compressible(type) && acceptsGzip(request.headers['accept-encoding']);
  const tag = `"${sizeBytes.toString(36)}-${Math.floor(changedMs).toString(36)}${zip ? '-gzip' : ''}"`;
  response.setHeader('Content-Type', type);
  response.setHeader('ETag', tag);
  if (compressible(type)) response.setHeader('Vary', 'Accept-Encoding');
  // The build puts a hash of their content into the names of assets, so these never change.
  const hashed = path.basename(path.dirname(file)) === 'assets' && /-[\w-]{8}\.\w+$/.test(file);
  response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (request.headers['if-none-match'] === tag) {
    response.statusCode = 304;
    response.end();
    return;
  }
  const key = `${file} ${tag}`;
  if (zip && !zipped.has(key))
    zipped.set(
      key,
      readFile(file).then((bytes) => packed(bytes)),
    );
  const body = (zip ? await zipped.get(key) : undefined) ?? (await readFile(file));
  if (zip) response.setHeader('Content-Encoding', 'gzip');
  response.setHeader('Content-Length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .split(',')
    .some((part) => /^\s*(gzip|\*)\s*(;|$)/.test(part) && !/;\s*q=0(\.0*)?\s*$/.test(part));
}

function say(response: ServerResponse, status: number, sentence: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.end(`${sentence}\n`);
}
