import { dist } from './paths.ts';
import { serveSite, type Site } from './site/serve.ts';

// `npm start`: builds the production site and serves it until Ctrl+C. `PORT` and `HOST` may choose the address.

const wanted = process.env['PORT']?.trim() || '4173';
const host = process.env['HOST']?.trim() || '127.0.0.1';

const complain = (sentence: string): never => {
  console.error(sentence);
  process.exit(1);
};

if (!/^\d+$/.test(wanted) || Number(wanted) > 65535)
  complain(`PORT is "${wanted}", and must be a whole number from 0 to 65535.`);

const serve = (folder: string): Promise<Site> =>
  serveSite({ folder, port: Number(wanted), host }).catch((error: Error) =>
    complain(error.message),
  );

// A port that is in use is better known before the build than after it.
await (await serve(dist)).stop();

console.log('Building Bucketproof ...');
const { buildAll } = await import('./site/build.ts');
await buildAll();

const site = await serve(dist);
console.log(`Bucketproof is ready at ${site.url}  (Ctrl+C stops it)`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void site.stop().then(() => process.exit(0));
  });
