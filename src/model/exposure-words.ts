import type { VerdictWord } from './check.ts';
import {
  type Deed,
  deeds,
  type Exposed,
  type Exposure,
  type ExposureView,
  reaches,
} from './exposure.ts';
import { ofAnotherAccount } from './snapshot.ts';
import { factTitle } from './words.ts';

/** What stands above the answers, on screen and on paper. */
export const exposureSays = {
  now: 'What the bucket policy, the ACL, access points and Multi-Region Access Points let do, after every Deny and every block.',
  latent: 'Without Block Public Access, and with ACLs enabled, this would be open to more:',
  unsettled:
    'Without Block Public Access, and with ACLs enabled, whether more would get in is not known:',
  differs: 'Where AWS and this reading differ',
  unknown: 'Where it is unknown who gets in, it is unknown too what waits behind a block.',
  nothing: 'Nothing that can be seen would open if a block were lifted.',
} as const;

export const deedTitle: Readonly<Record<Deed, string>> = {
  list: 'List objects',
  read: 'Read objects',
  write: 'Write objects and settings',
  delete: 'Delete',
  permissions: 'Change permissions',
  settings: 'Read settings',
};

type Circles = Pick<Exposed, 'who' | 'names' | 'atLeast' | 'also'>;

/** A title within a sentence. */
const small = (title: string): string =>
  title.startsWith('AWS') ? title : title.charAt(0).toLowerCase() + title.slice(1);

/** Who can do it, in words, with so many names at most: the widest, and who else. */
export function whoTitle({ also = [], ...one }: Circles, most = 3): string {
  const others = also.map((circle) => small(circleTitle(circle, most)));
  return [circleTitle(one, most), ...(others.length > 0 ? [`also ${others.join('; ')}`] : [])].join(
    '; ',
  );
}

function circleTitle({ who, names, atLeast }: Circles, most: number): string {
  const named =
    names.length === 0
      ? ''
      : `: ${names.slice(0, most).join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''}`;
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
      if (!atLeast) return 'Unknown';
      return `${markOf(atLeast) === 'fail' ? 'At' : 'Unknown, at'} least ${small(circleTitle(atLeast, most))}`;
  }
}

/** Who can do it, in a word or two, for narrow columns. */
export const reachShort: Readonly<Record<Exposed['who'], string>> = {
  public: 'Public',
  anyAccount: 'Any account',
  network: 'A network',
  organisation: 'Organisation',
  otherAccount: 'Others',
  service: 'AWS service',
  own: 'Own',
  unknown: 'Unknown',
};

/** The mark beside it; none where it is shared, which may be meant so. What is certain is marked as such. */
export function markOf({ who, atLeast }: Pick<Exposed, 'who' | 'atLeast'>): VerdictWord | null {
  const certain = atLeast?.who ?? who;
  if (certain === 'public' || certain === 'anyAccount') return 'fail';
  if (who === 'unknown') return 'notAssessed';
  return who === 'own' ? 'pass' : null;
}

/** "List objects, delete". */
export const deedsText = (which: readonly Deed[]): string =>
  which.length === deeds.length
    ? 'Everything'
    : which
        .map((deed, at) => (at === 0 ? deedTitle[deed] : deedTitle[deed].toLowerCase()))
        .join(', ');

/**
 * What is shown of some deeds, one after the other; those that what was read does not settle, a
 * malformed policy for one, stand together where the reason is the same.
 */
export function together(
  exposure: Exposure,
  wanted: readonly Deed[],
): { name: string; one: Exposed }[] {
  const lines = new Map<string, { which: Deed[]; one: Exposed }>();
  for (const deed of wanted) {
    const one = exposure[deed];
    const key = one.who === 'unknown' && one.missing.length === 0 ? JSON.stringify(one) : deed;
    const same = lines.get(key);
    if (same) same.which.push(deed);
    else lines.set(key, { which: [deed], one });
  }
  return [...lines.values()].map(({ which, one }) => ({ name: deedsText(which), one }));
}

/** Why it is unknown, or whether more get in than those who do for sure. */
export function becauseOf({ missing, reason, atLeast }: Exposed): string {
  const because = whyUnknown(missing, reason);
  return atLeast
    ? `Whether more get in is not known. ${because.replace(/^Unknown because (.)/, (_, first: string) => first.toUpperCase())}`
    : because;
}

function whyUnknown(missing: Exposed['missing'], reason: string | undefined): string {
  if (missing.length === 0) return reason ?? 'What was read does not settle it.';
  const named = missing
    .filter(({ detail }) => detail !== ofAnotherAccount)
    .map(({ fact, resource }) =>
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
    ...(reason === undefined ? [] : [reason]),
  ].join(' ');
}

/** Whether more would get in without the safeguards that one call can lift; unknown where that was not read. */
export function widens({ now, latent }: ExposureView, deed: Deed): boolean | 'unknown' {
  const then = latent[deed].who;
  if (then === 'unknown') return now[deed].who === 'unknown' ? false : 'unknown';
  return then !== 'own' && rank(then) < rank(now[deed].who);
}

/** The deeds of which `widens` says this. What is unknown already, blocks or not, is none of them. */
export const deedsThat = (view: ExposureView, answer: true | 'unknown'): Deed[] =>
  deeds.filter((deed) => widens(view, deed) === answer);

/** What is to be said of the deeds that do not widen: that they do not, or that it cannot be told; null: nothing. */
export function restSays(view: ExposureView): string | null {
  const rest = deeds.filter((deed) => widens(view, deed) === false);
  if (rest.some((deed) => view.latent[deed].who === 'unknown')) return exposureSays.unknown;
  return rest.length === deeds.length ? exposureSays.nothing : null;
}

/** Unknown counts as narrower than all, so that whatever is certain is wider. */
const rank = (who: Exposed['who']) => (who === 'unknown' ? reaches.length : reaches.indexOf(who));
