import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyAction } from '../../src/policy/action-set.ts';
import type { Kind } from '../../src/policy/actions.ts';
import { anonymous, type Caller, inAccount } from '../../src/policy/callers.ts';
import { parsePolicy, type Statement } from '../../src/policy/parse.ts';
import { allowsAction, openings } from '../../src/policy/reach.ts';
import { readTls } from '../../src/policy/tls.ts';
import { allowed, denied, type Request } from './oracle.ts';
import { actionNames, bucket, callers, contexts, keys, own, statements } from './worlds.ts';
import '../fast-check.ts';

type Json = Readonly<Record<string, unknown>>;
const place = { arn: bucket, account: own, owner: null, now: '2026-11-25T12:00:00Z' };
const read = (list: readonly Json[]): readonly Statement[] => {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: list }));
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.statements;
};
const isOnBucket = (action: string) =>
  everyAction.find(({ name }) => name === action)?.on === 'bucket';

/** Every request that a caller of the small world can send for an action. */
function* requests(who: keyof typeof callers, action: string): Generator<Request> {
  const { account, arn, orgs, as } = callers[who];
  for (const resource of isOnBucket(action) ? [bucket] : keys.map((key) => `${bucket}/${key}`))
    for (const org of orgs)
      for (const context of contexts)
        yield {
          account,
          arn,
          action,
          resource,
          context: {
            ...context,
            'aws:principalaccount': as,
            ...(org !== undefined && { 'aws:principalorgid': org }),
          },
        };
}
const some = (list: readonly Json[], who: keyof typeof callers, action: string) => {
  for (const request of requests(who, action))
    if (allowed({ Statement: list }, request)) return true;
  return false;
};

const ours: Readonly<Record<keyof typeof callers, Caller>> = {
  anonymous,
  stranger: inAccount(callers.stranger.account, null, null),
  friend: inAccount(callers.friend.account),
  role: inAccount(callers.role.account, callers.role.arn),
};

test('whoever the oracle lets in is let in, and nobody else', () => {
  fc.assert(
    fc.property(statements, (list) => {
      const policy = read(list);
      const allows = policy.filter(({ effect }) => effect === 'Allow');
      const wide = new Set(
        openings(policy, place)
          .filter(({ who }) => who === 'public' || who === 'anyAccount' || who === 'network')
          .flatMap(({ sure }) => sure),
      );
      for (const action of actionNames) {
        for (const who of Object.keys(callers) as (keyof typeof callers)[]) {
          const truth = some(list, who, action);
          const answer = allows.some(
            (one) => allowsAction(one, policy, ours[who], action, place) === true,
          );
          expect([action, who, answer]).toEqual([action, who, truth]);
          const kind = everyAction.find(({ name }) => name === action)?.kind as Kind;
          if (truth && (who === 'anonymous' || who === 'stranger'))
            expect([action, wide.has(kind)]).toEqual([action, true]);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('plain HTTP is denied where the oracle denies it', () => {
  fc.assert(
    fc.property(statements, (list) => {
      const { state } = readTls(read(list), place);
      const open = (Object.keys(callers) as (keyof typeof callers)[]).some((who) =>
        actionNames.some((action) => {
          for (const request of requests(who, action))
            if (
              request.context['aws:securetransport'] === 'false' &&
              !denied({ Statement: list }, request)
            )
              return true;
          return false;
        }),
      );
      // The small world has fewer actions and keys than there are, so that only one direction can be compared.
      if (open) expect(state).not.toBe('enforced');
      if (state === 'enforced') expect(open).toBe(false);
    }),
    { numRuns: 400 },
  );
});
