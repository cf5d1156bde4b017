import { buildCollector, buildSite } from './site/build.ts';

// `npm run build`: the page and, beside it, the collector, into `dist/`.
await buildSite('info');
await buildCollector('info');
