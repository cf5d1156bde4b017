import type { PublicObject } from '../model/objects.ts';
import { placeOf as actionPlace } from '../policy/action-set.ts';
import { anonymous } from '../policy/callers.ts';
import { gapIn } from '../policy/denied.ts';
import { allUsers } from '../policy/groups.ts';
import type { Statement } from '../policy/parse.ts';
import { populationOf } from '../policy/population.ts';
import { onResource } from '../policy/resource.ts';
import { newEffort } from '../policy/search.ts';
import { deniesIn } from './acl-ways.ts';
import { placeOf } from './place.ts';
import type { View } from './view.ts';

/** What the Deny statements of the bucket policy leave of a public ACL. `perhaps`: that cannot be told. */
export type Left = 'open' | 'denied' | 'perhaps';

/**
 * Whether the public gets at an object by its ACL: an explicit Deny of the bucket policy stands above it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html
 */
export function leftOf(view: View, { key, latest, grants }: PublicObject): Left {
  const denies = deniesIn(view);
  if (!denies) return 'perhaps';
  const place = placeOf(view);
  const arn = `${place.arn}/${key}`;
  const speaking = denies.filter((deny) => onResource(deny, arn) !== false);
  const sure = speaking.filter((deny) => onResource(deny, arn) === true);
  const { strangers } = populationOf(denies, place);
  let found: Left = 'denied';
  for (const { grantee, permission } of grants) {
    const sort = {
      callers: grantee === allUsers ? [anonymous, ...strangers] : strangers,
      actions: actionsOf(permission, latest),
      on: ['object'],
      fixed: new Map(),
    } as const;
    const gap = (of: readonly Statement[]) =>
      gapIn(
        sort,
        of.map((deny) => ofAll(deny, place.arn)),
        place,
        newEffort(),
      );
    if (sort.actions.length === 0 || !gap(sure)) continue;
    if (gap(speaking)?.sure) return 'open';
    found = 'perhaps';
  }
  return found;
}

/** A statement that speaks of this object, as one that speaks of all, so that no other object answers for it. */
const ofAll = (deny: Statement, bucket: string): Statement => ({
  ...deny,
  resources: [`${bucket}/*`],
  notResources: null,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping */
const names: Readonly<Record<string, readonly string[]>> = {
  READ: ['s3:GetObject'],
  READ_ACP: ['s3:GetObjectAcl'],
  WRITE_ACP: ['s3:PutObjectAcl'],
  FULL_CONTROL: ['s3:GetObject', 's3:GetObjectAcl', 's3:PutObjectAcl'],
};

const actionsOf = (permission: string, latest: boolean): readonly number[] =>
  (names[permission] ?? []).flatMap(
    (name) => actionPlace(latest ? name : name.replace('Object', 'ObjectVersion')) ?? [],
  );
