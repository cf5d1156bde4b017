import { factsNeeded, ownFacts } from '../../audit/plan.ts';
import type { Look } from '../../gather/look/look.ts';
import type { Touch } from '../../gather/quiet.ts';
import type { Check } from '../../model/check.ts';
import { scannedFacts } from '../../model/facts.ts';
import type { Keyring } from './keyring.ts';
import type { PermissionReport, WriteHint } from './protocol.ts';
import { Sentence } from './rpc.ts';

/** Looks at what the credentials held may read of what these checks need (null: all), and whether they can write. */
export async function lookAtPermissions(
  chosen: readonly string[] | null,
  ring: Keyring,
  checks: readonly Check[],
  signal: AbortSignal,
  onCalls: (calls: number) => void,
  touch: Touch,
): Promise<PermissionReport> {
  const { connection } = ring;
  if (!connection) throw new Sentence('No credentials are held. Connect first, then check.');
  const { look, lookRoof } = await import('../routes/look.ts').catch(() => {
    throw new Sentence(
      'The part of this page that looks at permissions could not be loaded. Check the network and try again.',
    );
  });
  const asked = chosen === null ? checks : checks.filter(({ id }) => chosen.includes(id));
  const facts = chosen === null ? scannedFacts : factsNeeded(asked);
  const plan = {
    region: connection.region,
    provider: connection.provider,
    facts,
    narrowed: connection.narrowed ?? false,
  };
  try {
    const found = await look(plan, lookRoof(ring, connection.endpoint), signal, onCalls, touch);
    return reportOf(found, asked);
  } catch (error) {
    if (signal.aborted) throw new Sentence('The check of permissions was stopped.');
    if (error instanceof Error && error.name === 'SessionError') {
      const { explain } = await import('../../gather/explain.ts');
      throw new Sentence(explain('session', error as never));
    }
    throw error;
  }
}

function reportOf(
  { reads, writes, buckets, calls }: Look,
  asked: readonly Check[],
): PermissionReport {
  const denied = new Set(reads.flatMap(({ result, facts }) => (result === 'denied' ? facts : [])));
  // Without the list of buckets there is nothing to ask of any bucket.
  const hit = asked.filter(
    (check) =>
      (check.per === 'bucket' && denied.has('buckets')) ||
      ownFacts(check).some((fact) => denied.has(fact)),
  );
  return {
    reads: reads.map(({ action, result, how }) => ({ action, result, how })),
    canWrite: writes.canWrite,
    writeNotes: writes.notes,
    buckets,
    checks: asked.length,
    unassessed: hit.map(({ id }) => id),
    calls,
  };
}

/** What IAM says of writing when no bucket is named to it. Where it cannot be asked, or does not answer, unknown. */
export async function hintOfWrites(ring: Keyring): Promise<WriteHint> {
  const { connection } = ring;
  const unknown: WriteHint = { canWrite: 'unknown', writeNotes: [] };
  if (connection?.provider !== 'aws' || connection.arn === null) return unknown;
  if (connection.narrowed) return { canWrite: false, writeNotes: [] };
  const { arn, partition, region, endpoint } = connection;
  try {
    const { lookAtOnce, lookRoof } = await import('../routes/look.ts');
    const found = await lookAtOnce(
      { arn, partition, region },
      lookRoof(ring, endpoint),
      AbortSignal.timeout(20_000),
    );
    return { canWrite: found.canWrite, writeNotes: found.notes };
  } catch {
    return unknown;
  }
}
