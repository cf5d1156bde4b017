import { loadavg } from 'node:os';
import type { FrontTold } from './front-process.ts';

/** One scan, measured. */
export interface Measured {
  route: 'direct' | 'relay' | 'collector';
  buckets: number;
  latencyMs: number;
  /** Connections that may be open to the place that answers. */
  connections: number;
  seconds: number;
  /** Processor time of what scans: the browser with all its processes, or Node. */
  cpuSeconds: number;
  /** Of that, the page with its workers; where it is a browser that scans. */
  pageSeconds?: number;
  front: FrontTold;
  /** Load of the machine when the scan began. */
  load: number;
}

/** The load of the machine over the last minute. */
export const load = (): number => loadavg()[0] ?? 0;

/** Seconds that so many requests take at least when every connection is always waiting for an answer. */
export const bound = ({ front, latencyMs, connections }: Measured): number =>
  ((front.requests + front.preflights) * latencyMs) / 1000 / connections;

/** One line about a scan: how fast, against what is possible, and who was busy. */
export function row(one: Measured): string {
  const { route, buckets, latencyMs, connections, seconds, cpuSeconds, pageSeconds, front } = one;
  const share = (cpu: number) => `${Math.round((100 * cpu) / seconds)} %`;
  const least = bound(one);
  return (
    `${route}: ${buckets.toLocaleString('en')} buckets at ${latencyMs} ms: ` +
    `${front.requests.toLocaleString('en')} calls and ${front.preflights} preflights in ${seconds.toFixed(1)} s, ` +
    `${Math.round(front.requests / seconds)} calls per second` +
    (least > 0
      ? `; bound ${least.toFixed(1)} s on ${connections} connections, ratio ${(seconds / least).toFixed(2)}`
      : '') +
    `; of one core: ours ${share(cpuSeconds)} (${((1000 * cpuSeconds) / front.requests).toFixed(2)} ms a call` +
    (pageSeconds === undefined ? '' : `, the page and its workers ${share(pageSeconds)}`) +
    '), ' +
    `the front ${share(front.cpuSeconds)}; load before ${one.load.toFixed(1)}`
  );
}
