import { buildAll } from './site/build.ts';

// `npm run build`: the page and, beside it, the collector, into `dist/`.
await buildAll('info');
