import type { Answer, TlsReach } from '../model/derived.ts';
import { nameOf } from '../policy/parse.ts';
import { bucketArn } from '../policy/resource.ts';
import { readTls } from '../policy/tls.ts';
import { capital, policyOf } from './policy.ts';
import { unknown, unreadOf, type View } from './view.ts';

/** Whether the policy denies plain HTTP to everyone, for the bucket and its objects. */
export function tls(view: View): Answer<TlsReach> {
  const seen = policyOf(view);
  if (seen.is === 'unread') return unknown(unreadOf(view, 'policy'));
  if (seen.is === 'none')
    return {
      known: true,
      value: {
        state: 'notEnforced',
        says: 'There is no bucket policy, so nothing denies plain HTTP.',
        steps: [],
      },
    };
  if (!seen.parsed.ok) return unknown([], seen.parsed.problem);
  const { state, says, by } = readTls(
    seen.parsed.statements,
    bucketArn(view.partition, view.resource),
  );
  if (state === 'unclear')
    return unknown([], `${capital(says)}; this version does not weigh such statements.`);
  return {
    known: true,
    value: {
      state,
      says:
        state === 'enforced'
          ? `Plain HTTP is denied to everyone, for the bucket and its objects, by ${by.map(nameOf).join(' and ')}.`
          : `${capital(says)}.`,
      steps: by.map((statement) => ({
        says: `${capital(nameOf(statement))} denies requests without TLS.`,
        fact: 'policy',
        statement: statement.index,
      })),
    },
  };
}
