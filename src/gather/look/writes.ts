import type { Evidence } from '../../model/evidence.ts';
import type { Caller } from './caller.ts';
import { permissionSetOf } from './caller.ts';
import { attachedPolicies, type LookCall, roleArn, type Simulated, simulation } from './iam.ts';
import { writers } from './writers.ts';
import { writesToTry } from './writes-to-try.ts';

/** Whether the credentials may change something in S3. */
export interface WriteResult {
  canWrite: true | false | 'unknown';
  /** What tells it, or why nothing does, in sentences. */
  notes: readonly string[];
}

type Ask = (call: LookCall) => Promise<Evidence<unknown>>;
type Known = Extract<Caller, { kind: 'role' | 'user' }>;

/**
 * Finds out, without trying it, whether the caller may write: by IAM's simulation, else by the names of the managed
 * policies attached, else by nothing. `buckets` are some that exist, for policies that name theirs.
 */
export async function lookAtWrites(
  caller: Caller,
  buckets: readonly string[],
  ask: Ask,
): Promise<WriteResult> {
  if (caller.kind === 'root')
    return {
      canWrite: true,
      notes: ['These are credentials of the root user, which may do everything.'],
    };
  if (caller.kind === 'other')
    return {
      canWrite: 'unknown',
      notes: [
        'These credentials belong neither to a role nor to a user, so IAM cannot be asked about them.',
      ],
    };
  const simulated = await simulate(caller, buckets, ask);
  if (simulated.canWrite !== 'unknown') return simulated;
  const attached = await readNames(caller, ask);
  if (attached.canWrite !== 'unknown') return attached;
  const set = caller.kind === 'role' ? permissionSetOf(caller.name) : null;
  const hint =
    set === null
      ? []
      : [
          writers.some((writer) => nameOf(writer) === set)
            ? `The permission set is called ${set}, as a policy of AWS that allows changing buckets is.`
            : `The permission set is called ${set}, which proves nothing about what it allows.`,
        ];
  return { canWrite: 'unknown', notes: [...simulated.notes, ...attached.notes, ...hint] };
}

/** Three simulations: of writing objects, of changing buckets, and of changing the account's own setting. */
async function simulate(caller: Known, buckets: readonly string[], ask: Ask): Promise<WriteResult> {
  const arn = caller.kind === 'user' ? caller.arn : await arnOfRole(caller, ask);
  const named = (tail: string) =>
    buckets.length === 0
      ? ['*']
      : buckets.map((bucket) => `arn:${caller.partition}:s3:::${bucket}${tail}`);
  const asked = await Promise.all([
    ask(simulation(arn, writesToTry.object, named('/bucketproof'))),
    ask(simulation(arn, writesToTry.bucket, named(''))),
    ask(simulation(arn, writesToTry.account, ['*'])),
  ]);
  const results = asked.flatMap((evidence) =>
    evidence.known ? (evidence.value as { items: readonly Simulated[] }).items : [],
  );
  const allowed = [...new Set(results.filter((one) => one.allowed).map(({ action }) => action))];
  if (allowed.length > 0)
    return {
      canWrite: true,
      notes: [
        `IAM's simulation says that these credentials may ${allowed.join(', ')}.`,
        ...(caller.kind === 'role'
          ? ['A session policy could still withhold it; the simulation does not see those.']
          : []),
      ],
    };
  const whole = asked.every(
    (evidence) => evidence.known && (evidence.value as { complete: boolean }).complete,
  );
  if (whole)
    return {
      canWrite: false,
      notes: [
        `IAM's simulation allows none of ${Object.values(writesToTry).flat().length} writing actions${
          buckets.length === 0
            ? ''
            : ` on ${buckets.length === 1 ? 'the bucket' : `the ${buckets.length} buckets`} tried`
        }. It does not see what bucket policies grant.`,
      ],
    };
  return { canWrite: 'unknown', notes: [why('The simulation by IAM', asked)] };
}

/** The role's ARN with its path; without it where IAM does not tell. */
async function arnOfRole(caller: Known, ask: Ask): Promise<string> {
  const found = await ask(roleArn(caller.name));
  return found.known
    ? (found.value as string)
    : `arn:${caller.partition}:iam::${caller.account}:role/${caller.name}`;
}

/** Managed policies of AWS that are known to write. That none is attached proves nothing: there are others. */
async function readNames(caller: Known, ask: Ask): Promise<WriteResult> {
  const found = await ask(attachedPolicies(caller));
  if (!found.known)
    return { canWrite: 'unknown', notes: [why('The list of attached policies', [found])] };
  const { items } = found.value as { items: readonly string[] };
  const prefix = `arn:${caller.partition}:iam::aws:policy/`;
  const writing = writers.filter((writer) => items.includes(prefix + writer)).map(nameOf);
  if (writing.length > 0)
    return {
      canWrite: true,
      notes: [`The policy ${writing.join(', ')} is attached, which allows changing buckets.`],
    };
  return {
    canWrite: 'unknown',
    notes: [
      'No policy of AWS that is known to allow writing is attached; other policies may allow it.',
    ],
  };
}

const nameOf = (policy: string): string => policy.slice(policy.lastIndexOf('/') + 1);

/** Why nothing came of it, in a sentence. */
function why(what: string, asked: readonly Evidence<unknown>[]): string {
  const gap = asked.find((evidence) => !evidence.known);
  if (!gap || gap.known) return `${what} gave no whole answer.`;
  switch (gap.gap) {
    case 'denied':
      return `${what} was refused: ${gap.actions.join(', ')} is not allowed.`;
    case 'blocked':
      return `${what} could not be read: the browser allowed no answer.`;
    case 'skipped':
      return `${what} was not asked for.`;
    default:
      return `${what} gave no answer${gap.detail === '' ? '' : ` (${gap.detail})`}.`;
  }
}
