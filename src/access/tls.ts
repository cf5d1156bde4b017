import type { Answer, TlsReach } from '../model/derived.ts';
import { nameOf, type Statement } from '../policy/parse.ts';
import { capital } from '../policy/say.ts';
import { readOldTls, readTls, type TlsReading } from '../policy/tls.ts';
import type { Place } from '../policy/world.ts';
import { placeOf } from './place.ts';
import { policyOf } from './policy-seen.ts';
import { unknown, unreadOf, type View } from './view.ts';

/** Whether the policy denies plain HTTP to everyone, for the bucket and its objects. */
export const tls = (view: View): Answer<TlsReach> => reachOf(view, readTls, 'plain HTTP');

/** The same for TLS older than 1.2. */
export const oldTls = (view: View): Answer<TlsReach> => reachOf(view, readOldTls, 'TLS below 1.2');

function reachOf(
  view: View,
  read: (statements: readonly Statement[], place: Place) => TlsReading,
  of: string,
): Answer<TlsReach> {
  const seen = policyOf(view);
  if (seen.is === 'unread') return unknown(unreadOf(view, 'policy'));
  if (seen.is === 'none')
    return {
      known: true,
      value: {
        state: 'notEnforced',
        says: `There is no bucket policy, so nothing denies ${of}.`,
        steps: [],
      },
    };
  if (!seen.parsed.ok) return unknown([], seen.parsed.problem);
  const { state, says, by } = read(seen.parsed.statements, placeOf(view));
  if (state === 'unclear') return unknown([], `${capital(says)}.`);
  return {
    known: true,
    value: {
      state,
      says:
        state === 'enforced'
          ? `${capital(of)} is denied to everyone, for the bucket and its objects, by ${by.map(nameOf).join(' and ')}.`
          : `${capital(says)}.`,
      steps: by.map((statement) => ({
        says: `${capital(nameOf(statement))} denies ${of === 'plain HTTP' ? 'requests without TLS' : of}.`,
        fact: 'policy',
        statement: statement.index,
        does: 'cuts',
      })),
    },
  };
}
