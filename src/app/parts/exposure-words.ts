import type { Deed, Exposed } from '../../model/exposure.ts';
import type { VerdictWord } from '../../model/check.ts';
import { ofAnotherAccount } from '../../model/snapshot.ts';
import { factTitle } from '../../model/words.ts';

export const deedTitle: Readonly<Record<Deed, string>> = {
  list: 'List objects',
  read: 'Read objects',
  write: 'Write objects and settings',
  delete: 'Delete',
  permissions: 'Change permissions',
  settings: 'Read settings',
};

/** Who can do it, in words. */
export function whoTitle({ who, names }: Exposed): string {
  const named =
    names.length === 0
      ? ''
      : `: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
  switch (who) {
    case 'public':
      return 'Anyone on the Internet';
    case 'anyAccount':
      return 'Anyone with an AWS account';
    case 'network':
      return `Anyone within a network${named}`;
    case 'organisation':
      return `Accounts of an organisation${named}`;
    case 'otherAccount':
      return `Other accounts${named}`;
    case 'service':
      return `AWS services${named}`;
    case 'own':
      return 'The owner’s account only';
    case 'unknown':
      return 'Unknown';
  }
}

/** The mark beside it; none where it is shared, which may be meant so. */
export function markOf({ who }: Exposed): VerdictWord | null {
  if (who === 'public' || who === 'anyAccount') return 'fail';
  if (who === 'unknown') return 'notAssessed';
  return who === 'own' ? 'pass' : null;
}

/** Why it is unknown. */
export function becauseOf({ missing }: Exposed): string {
  if (missing.length === 0) return 'What was read does not settle it.';
  const unread = missing.filter(({ detail }) => detail !== ofAnotherAccount);
  const named = unread.map(({ fact, resource }) =>
    resource === undefined ? factTitle[fact] : `${factTitle[fact]} of ${resource}`,
  );
  const others = missing.flatMap(({ detail, resource }) =>
    detail === ofAnotherAccount ? (resource ?? []) : [],
  );
  return [
    ...(named.length > 0
      ? [`Unknown because the ${[...new Set(named)].join(' and the ')} could not be read.`]
      : []),
    ...(others.length > 0
      ? [
          `${named.length > 0 ? 'Besides, what' : 'Unknown because what'} the access points of ${[...new Set(others)].join(' and ')} let in only that account can see.`,
        ]
      : []),
  ].join(' ');
}
