import type { ProofStep } from '../model/check.ts';
import { anonymous } from '../policy/callers.ts';
import type { Statement } from '../policy/parse.ts';
import { allowsAction } from '../policy/reach.ts';
import { some, type Tri } from '../policy/tri.ts';
import { placeOf } from './place.ts';
import { policyOf } from './policy-seen.ts';
import { policyWays } from './policy-ways.ts';
import { seeOrLacks, type View } from './view.ts';
import type { Lifted } from './ways.ts';

/**
 * What static website hosting adds to who can read: its endpoint serves strangers what the bucket policy lets them
 * read, over plain HTTP only, and knows no access points. It opens nothing by itself.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
 */
export function websiteSteps(view: View, lifted: Lifted): ProofStep[] {
  const website = seeOrLacks(view, 'website');
  if (website.known && website.value === null) return [];
  const step = (says: string, does: ProofStep['does'], statement?: Statement): ProofStep => ({
    says,
    fact: 'website',
    ...(statement && { fact: 'policy', statement: statement.index }),
    ...(does && { does }),
  });
  const { served, cut, by } = servedTo(view, lifted);
  if (!website.known)
    return served === false
      ? []
      : [
          step(
            'Whether static website hosting is on could not be read; where it is, its endpoint serves strangers what they can read, over plain HTTP.',
            'notes',
          ),
        ];
  const { redirectHost } = website.value ?? { redirectHost: null };
  if (redirectHost !== null)
    return [
      step(
        `Static website hosting is on, and its endpoint answers every request with a redirect to ${redirectHost}, over plain HTTP.`,
        'notes',
      ),
    ];
  if (served)
    return [
      step(
        'Static website hosting is on: strangers reach what they can read over plain HTTP at the website endpoint.',
        'opens',
      ),
    ];
  if (served === null)
    return [
      step(
        'Static website hosting is on; whether its endpoint serves strangers cannot be told from what was read.',
        'notes',
      ),
    ];
  if (cut)
    return [
      step(
        'Static website hosting is on, but its endpoint speaks plain HTTP only, which the bucket policy denies: it answers 403 Forbidden.',
        'cuts',
        by,
      ),
    ];
  const ownership = seeOrLacks(view, 'ownership');
  const live =
    lifted.ownership ||
    !ownership.known ||
    ownership.value?.objectOwnership !== 'BucketOwnerEnforced';
  return [
    step(
      `Static website hosting is on, but strangers cannot read objects: the website endpoint answers 403 Forbidden${live ? ', but for objects whose own ACL lets everyone read them' : ''}.`,
      'notes',
    ),
  ];
}

/** Whether the website endpoint has anything for strangers; `cut`: only because plain HTTP is denied, by that statement. */
function servedTo(view: View, lifted: Lifted): { served: Tri; cut: boolean; by?: Statement } {
  const readers = policyWays(view, lifted).ways.filter(
    ({ who, kinds }) => (who === 'public' || who === 'network') && kinds.includes('read'),
  );
  if (readers.length === 0) return { served: false, cut: false };
  const seen = policyOf(view);
  if (seen.is !== 'read' || !seen.parsed.ok) return { served: null, cut: false };
  const { statements } = seen.parsed;
  const place = placeOf(view);
  const reads = (also: readonly Statement[]) =>
    some(
      statements.filter(({ effect }) => effect === 'Allow'),
      (allow) => allowsAction(allow, [...statements, ...also], anonymous, 's3:GetObject', place),
    );
  const over = reads([noTls]);
  const served: Tri = over === true && readers.some(({ certain }) => certain) ? true : over && null;
  if (over !== false) return { served, cut: false };
  const by = statements.find(
    ({ effect, conditions }) =>
      effect === 'Deny' && conditions.some(({ key }) => key === 'aws:securetransport'),
  );
  return { served: false, cut: reads([]) !== false, ...(by && { by }) };
}

/** Leaves plain HTTP alone. */
const noTls: Statement = {
  index: -1,
  sid: null,
  effect: 'Deny',
  principals: ['AWS:*'],
  notPrincipals: null,
  actions: ['*'],
  notActions: null,
  resources: ['*'],
  notResources: null,
  conditions: [{ operator: 'Bool', key: 'aws:securetransport', values: ['true'] }],
  plain: false,
};
