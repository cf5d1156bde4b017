import { isCutShort } from './candidates.ts';
import { holds, type Test, testsOf } from './condition.ts';
import type { Kind } from './actions.ts';
import { isFixedNetwork } from './fixed.ts';
import type { Statement } from './parse.ts';
import { type Asking, askFor, askingOf } from './through.ts';
import { candidatesOf } from './world.ts';

/** A Deny of whatever comes from elsewhere than a network that S3 would count as fixed in an Allow. */
export interface Fence {
  deny: Statement;
  /** Its conditions on the network, which hold outside. */
  tests: readonly Test[];
}

const none: readonly Fence[] = [];

/** The fences among Deny statements. */
export function fencesIn(denies: readonly Statement[]): readonly Fence[] {
  let found: Fence[] | null = null;
  for (const deny of denies) {
    const tests = testsOf(deny).filter(
      ({ variable, operator, key, values }) =>
        variable === 'network' &&
        operator?.negated === true &&
        values.length > 0 &&
        values.every((value) => isFixedNetwork(key, value, deny.plain)),
    );
    if (tests.length > 0) (found ??= []).push({ deny, tests });
  }
  return found ?? none;
}

/**
 * Those kinds of what a caller may do for sure that it may do from within the fences alone: an Allow for everyone
 * beside a Deny of every other network lets in the same requests as an Allow for that network.
 */
export function fencedOff(
  fences: readonly Fence[],
  asking: Asking,
  sure: readonly Kind[],
): readonly Kind[] {
  const all = candidatesOf(asking.requests, 'network');
  if (isCutShort(all)) return [];
  const outside = all.filter((one) =>
    fences.every(({ tests }) => tests.every((test) => holds(test, one.get(test.key)) !== false)),
  );
  if (outside.length === all.length) return [];
  const stranger = askingOf(asking.permit, asking.caller, new Map([['network', outside]]));
  return sure.filter((kind) => askFor(stranger, kind) === false);
}

/** The networks that fences leave, as the policy writes them. */
export const withinFences = (fences: readonly Fence[]): string =>
  [...new Set(fences.flatMap(({ tests }) => tests.flatMap(({ values }) => values)))].join(', ');
