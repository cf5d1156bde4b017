import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';

/** What the front has done since it started. */
export interface FrontTold {
  cpuSeconds: number;
  /** All but preflights. */
  requests: number;
  preflights: number;
  /** Requests that it could not answer as AWS would. */
  unknown: number;
}

/** The tests' AWS with a made-up account, in a process of its own. */
export interface FrontProcess {
  /** Plain HTTP, one address for all services. */
  url: string;
  /** TLS, for AWS's own names. */
  tlsPort: number;
  told(): Promise<FrontTold>;
  stop(): Promise<void>;
}

/** Holds the relay of a measurement. */
export const relayBucket = 'relay-of-the-bench';

/**
 * Starts the tests' AWS with so many buckets, all in us-east-1, each answer so many milliseconds late. `relayFor` is
 * the origin of a page for which it holds a relay; without it every answer admits every origin.
 */
export async function startFrontProcess(
  buckets: number,
  latencyMs: number,
  relayFor = '',
): Promise<FrontProcess> {
  const script = fileURLToPath(new URL('front.ts', import.meta.url));
  const child = fork(script, [String(buckets), String(latencyMs), relayFor]);
  const [{ url, tlsPort }] = (await once(child, 'message')) as [{ url: string; tlsPort: number }];
  return {
    url,
    tlsPort,
    async told() {
      child.send('tell');
      return ((await once(child, 'message')) as [FrontTold])[0];
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/**
 * Answers per second that the front gives on 64 connections without latency, to requests that cost their sender next
 * to nothing: above this no figure says anything of us.
 */
export async function frontCeiling(): Promise<number> {
  const front = await startFrontProcess(100, 0);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const authorization =
    'AWS4-HMAC-SHA256 Credential=ASIABENCH/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';
  const one = (bucket: number) =>
    new Promise<void>((done, failed) => {
      const url = `${front.url}/generated-${String(bucket % 100).padStart(2, '0')}?acl`;
      get(url, { agent, headers: { authorization } }, (answer) => {
        answer.resume();
        answer.on('end', done);
      }).on('error', failed);
    });
  let answered = 0;
  const lane = async (until: number) => {
    for (; performance.now() < until; answered++) await one(answered);
  };
  const lanes = (ms: number) => {
    answered = 0;
    const until = performance.now() + ms;
    return Promise.all(Array.from({ length: 64 }, () => lane(until)));
  };
  try {
    await lanes(1_000); // to be compiled
    await lanes(2_000);
    return answered / 2;
  } finally {
    agent.destroy();
    await front.stop();
  }
}
