import { everyAction } from './action-set.ts';
import { bindVariables } from './bind.ts';
import { catchesSome, type Gap, gapIn, type Sort } from './denied.ts';
import type { Candidate } from './candidates.ts';
import { type Caller } from './callers.ts';
import type { Statement } from './parse.ts';
import { everyCaller, populationOf } from './population.ts';
import { newEffort } from './search.ts';
import { uploadKeys } from './variables.ts';
import { byKey, carrying, type Place, valuesAt } from './world.ts';

/**
 * Which uploads a policy lets pass. `kms`: only those that ask for SSE-KMS or DSSE-KMS. `anySse`: only those that
 * state their encryption. `partial`: some others are denied, not all. `none`: no statement is about it.
 */
export interface SseReading {
  state: 'kms' | 'anySse' | 'partial' | 'none' | 'unclear';
  by: readonly Statement[];
  /** Whether some upload gets through: one that names no encryption, one with SSE-S3, one with SSE-KMS or DSSE-KMS. */
  lets: Readonly<Record<'silent' | 'sse' | 'kms', Passage>>;
}
export type Passage = 'open' | 'closed' | 'unclear';

const { header, keyId, customerKey } = uploadKeys;
const uploads = everyAction.flatMap(({ name }, at) => (name === 's3:PutObject' ? [at] : []));

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-encryption */
export function readEncryption(statements: readonly Statement[], place: Place): SseReading {
  const { denies, sortOf, effort } = prepare(statements, place);
  const keys = byKey(denies);
  const ids = valuesAt(keys, keyId);
  const silent: Candidate[] = [new Map()];
  const withSse = [carrying({ [header]: 'AES256' })];
  const withKms = ['aws:kms', 'aws:kms:dsse'].flatMap((algorithm) => [
    carrying({ [header]: algorithm }),
    ...ids.map((id) => carrying({ [header]: algorithm, [keyId]: id })),
  ]);
  const all = sortOf([...silent, ...withSse, ...withKms]);
  const about = denies.filter(
    (deny) =>
      deny.conditions.some(({ key }) => key === header || key === keyId) &&
      catchesSome(deny, all, place, effort) !== false,
  );
  const passage = (how: readonly Candidate[]): Passage => {
    const gap: Gap | null = gapIn(sortOf(how), denies, place, effort);
    return gap ? (gap.sure ? 'open' : 'unclear') : 'closed';
  };
  const lets = { silent: passage(silent), sse: passage(withSse), kms: passage(withKms) };
  return { state: stateOf(about, lets), by: about, lets };
}

function stateOf(
  about: readonly Statement[],
  { silent, sse }: SseReading['lets'],
): SseReading['state'] {
  if (about.length === 0) return 'none';
  if (silent === 'unclear' || (silent === 'closed' && sse === 'unclear')) return 'unclear';
  if (silent === 'open') return 'partial';
  return sse === 'closed' ? 'kms' : 'anySse';
}

/** Whether a policy denies every upload with a key that the customer supplies (SSE-C); null where that cannot be told. */
export function deniesCustomerKeys(
  statements: readonly Statement[],
  place: Place,
): { denied: boolean | null; by: readonly Statement[] } {
  const { denies, sortOf, effort } = prepare(statements, place);
  const gap = gapIn(sortOf([carrying({ [customerKey]: 'AES256' })]), denies, place, effort);
  if (gap) return { denied: gap.sure ? false : null, by: [] };
  const by = denies.filter(
    (deny) =>
      catchesSome(deny, sortOf([carrying({ [customerKey]: 'AES256' })]), place, effort) === true,
  );
  return { denied: true, by };
}

function prepare(statements: readonly Statement[], place: Place) {
  const denies = bindVariables(statements, place).filter(({ effect }) => effect === 'Deny');
  const callers: readonly Caller[] = everyCaller(populationOf(denies, place));
  const sortOf = (how: readonly Candidate[]): Sort => ({
    callers,
    actions: uploads,
    on: ['object'],
    fixed: new Map([['upload', how]]),
  });
  return { denies, sortOf, effort: newEffort() };
}
