import { statusOf } from '../../gather/classify.ts';
import type { Send } from '../../gather/roof.ts';
import type { SureClock } from './sure-clock.ts';

/** What is known of query signatures at one Region's endpoint. */
interface Endpoint {
  takes: 'unknown' | 'yes' | 'no';
  /** Refusals while nothing is known that a signature in the headers met as well. */
  doubts: number;
  /** The call that is to tell; others wait for it. */
  trial: Promise<void> | null;
}

/** So many calls that are refused either way tell enough: the headers are as good, and one request cheaper. */
const mostDoubts = 3;
/** Milliseconds within which a call is answered, if it is at all. */
const patience = 60_000;

/**
 * Sends reads of buckets with the signature in the query, which spares a browser the request for permission that
 * headers cost for every address. All else goes by headers, and so does a read
 * - until a call by headers has shown that the clock is right, as S3 answers an expired query like a refusal;
 * - again, whenever its query was refused: stores may not take such signatures, and a bucket's policy may forbid them
 *   (`s3:authType`), so that only a refusal by headers counts;
 * - at an endpoint that was seen not to take them, and of a bucket that was.
 */
export function queryFirst(inHeader: Send, inQuery: Send, clock: SureClock): Send {
  const endpoints = new Map<string, Endpoint>();
  const byHeadersOnly = new Set<string>();
  const byHeaders: Send = async (...args) => {
    const output = await inHeader(...args);
    clock.agreed();
    return output;
  };
  /** One read in the query, and by headers where the query was refused. */
  const tryQuery = async (
    here: Endpoint,
    bucket: string,
    [service, region, command, signal, replaced]: Parameters<Send>,
  ): Promise<unknown> => {
    const signedAt = clock.now();
    let refusal: unknown;
    try {
      const output = await inQuery(service, region, command, signal);
      here.takes = 'yes';
      return output;
    } catch (error) {
      if (signal.aborted || isSettled(error, here.takes === 'yes')) throw error;
      refusal = error;
    }
    const differs = () => {
      if (here.takes === 'yes') byHeadersOnly.add(bucket);
      else here.takes = 'no';
    };
    replaced?.(refusal);
    try {
      const output = await byHeaders(service, region, command, signal);
      differs();
      return output;
    } catch (error) {
      if (signal.aborted) throw error;
      const status = statusOf(error);
      // A bucket may admit pages to reads without headers only. Then the refusal stands, if it can be no expiry.
      if (status === null)
        throw clock.holds() && clock.now() - signedAt < patience ? refusal : error;
      if (!isPassing(status) && nameOf(error) !== nameOf(refusal)) differs();
      else if (here.takes === 'unknown' && ++here.doubts >= mostDoubts) here.takes = 'no';
      throw error;
    }
  };
  return async (...args) => {
    const [service, region, command] = args;
    const bucket = bucketOf(command);
    let here = endpoints.get(region);
    if (!here) endpoints.set(region, (here = { takes: 'unknown', doubts: 0, trial: null }));
    while (here.takes === 'unknown' && here.trial) await here.trial;
    if (
      service !== 's3' ||
      bucket === '' ||
      here.takes === 'no' ||
      byHeadersOnly.has(bucket) ||
      !clock.holds()
    )
      return byHeaders(...args);
    const trying = tryQuery(here, bucket, args);
    if (here.takes === 'unknown')
      here.trial = trying.then(
        () => void (here.trial = null),
        () => void (here.trial = null),
      );
    return trying;
  };
}

const bucketOf = (command: unknown): string => {
  const { input } = command as { input?: { Bucket?: unknown } };
  return typeof input?.Bucket === 'string' ? input.Bucket : '';
};

const nameOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'name' in error ? error.name : '';

/** Throttling and faults of the server come and go. */
const isPassing = (status: number): boolean => status === 429 || status >= 500;

/**
 * Whether this outcome of a call signed in the query would be the same by headers. Until one of them has been
 * answered, only what says nothing of the signature is.
 */
function isSettled(error: unknown, taken: boolean): boolean {
  const status = statusOf(error);
  if (status === null) return taken;
  if (status === 301 || status === 307 || status === 429 || status === 503) return true;
  return taken && (status === 404 || (status >= 500 && status !== 501));
}
