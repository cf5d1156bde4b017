import { explain } from '../../gather/explain.ts';
import { line } from '../../gather/gather.ts';
import type { Target } from '../../gather/gatherer.ts';
import {
  sampleObjects,
  type SamplePlan,
  type SampleProgress,
} from '../../gather/objects/sample.ts';
import { type Roof, SessionError } from '../../gather/roof.ts';
import { pageRoof } from './roof.ts';

/** What looks at objects. Loaded only when somebody asks for it. */
export const objectRoof = (held: Parameters<typeof pageRoof>[0], endpoint: string): Roof => {
  // What AWS Config recorded says nothing of objects, and a look is too short to wait for new credentials.
  const { records: _records, generation: _generation, ...roof } = pageRoof(held, endpoint);
  return roof;
};

/** Looks at a bucket's objects. `refused`: the credentials themselves were, as a sentence. */
export async function look(
  plan: SamplePlan,
  target: Target,
  roof: Roof,
  signal: AbortSignal,
  tell: (progress: SampleProgress) => void,
) {
  let refused: string | null = null;
  const stop = new AbortController();
  const on = line(
    roof,
    AbortSignal.any([signal, stop.signal]),
    12,
    async () => false,
    async (code) => {
      refused = explain('session', new SessionError(code) as never);
      stop.abort();
      return false;
    },
  );
  const found = await sampleObjects(plan, target, on, tell);
  return { found, calls: on.log.lines(), refused: refused as string | null };
}
