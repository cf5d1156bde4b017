import identity from '../account/identity.ts';
import { gatherLive, type Line, line } from '../gather.ts';
import type { Target } from '../gatherer.ts';
import { type Roof, SessionError } from '../roof.ts';

/**
 * A line for questions to AWS Config which a refused session ends at once: `refused` then gives the error. A Region that
 * alone does not take the credentials is a gap and ends nothing; `target` says where to ask STS for that.
 */
export function configLine(
  roof: Roof,
  signal: AbortSignal,
  concurrency: number,
  target: Target,
): { on: Line; refused(): SessionError | null } {
  const stop = new AbortController();
  const refusal: { error: SessionError | null } = { error: null };
  // Without a generation nobody waits for other credentials.
  const { generation: _generation, ...plain } = roof;
  const lineBy = (valid: () => Promise<boolean>): Line =>
    line(plain, AbortSignal.any([signal, stop.signal]), concurrency, valid, async (code) => {
      refusal.error ??= new SessionError(code);
      stop.abort();
      return false;
    });
  const home = { ...target, bucket: '', accessPoint: '' };
  const on = lineBy(
    async () =>
      (
        await gatherLive(
          identity,
          home,
          { region: home.region },
          lineBy(async () => false),
        )
      ).known,
  );
  return { on, refused: () => refusal.error };
}
