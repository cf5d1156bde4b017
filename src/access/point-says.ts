import type { ProofStep } from '../model/check.ts';
import { nameOf, type Statement } from '../policy/parse.ts';
import { allowsEveryone, capital, whoSays } from '../policy/say.ts';
import type { Through } from '../policy/through-point.ts';
import type { PointSeen } from './point-facts.ts';
import { isOpen } from './ways.ts';

/** The statement of the bucket policy that lets requests through a point. */
export const leaves = (statement: Statement, to: string): ProofStep => ({
  says: `${capital(nameOf(statement))} leaves the decision to ${to}.`,
  fact: 'policy',
  statement: statement.index,
  does: 'opens',
});

/** The statement of the point's own policy that lets somebody in. */
export const letsIn = (
  { title, name, facts }: PointSeen,
  { of, who, name: whom }: Pick<Through, 'of' | 'who' | 'name'>,
): ProofStep => ({
  says: isOpen(who)
    ? `${allowsEveryone(of)}, in the policy of ${title}.`
    : `${capital(nameOf(of))} of the policy of ${title} lets ${whoSays(who, whom)} in.`,
  fact: facts.policy,
  resource: name,
  statement: of.index,
  does: 'opens',
});

/** S3's word on the policy of a point. */
export const says3 = ({ byS3, title, name, facts }: PointSeen): ProofStep[] =>
  byS3 === null
    ? []
    : [
        {
          says: `S3 reports the policy of ${title} as ${byS3 ? 'public' : 'not public'}.`,
          fact: facts.status,
          resource: name,
          does: byS3 ? 'opens' : 'narrows',
        },
      ];

/** That the point's own switch does not cut it off. */
export const noBlock = (
  { restricted, title, name, facts }: PointSeen,
  levelsOff: boolean,
): ProofStep[] => [
  ...(restricted === false
    ? [
        {
          says: `Restrict Public Buckets is off for ${title}, where it cannot be changed any more.`,
          fact: facts.settings,
          resource: name,
          does: 'leaves',
        } as const,
      ]
    : []),
  ...(levelsOff
    ? [
        {
          says: 'Restrict Public Buckets is off for the bucket and the account.',
          fact: 'publicAccessBlock',
          does: 'leaves',
        } as const,
      ]
    : []),
];

/** That a point is bound to a VPC. */
export const takesFrom = ({ title, vpc, name }: PointSeen): ProofStep => ({
  says: `${capital(title)} takes requests from ${vpc ?? 'its VPC'} only, so it is never public.`,
  fact: 'accessPoints',
  resource: name,
  does: 'narrows',
});
