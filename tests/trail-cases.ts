import { complete } from '../src/model/evidence.ts';
import type { Facts } from '../src/model/facts.ts';
import type { FieldSelector, Trail, TrailSelectors, TrailStatus } from '../src/model/trails.ts';
import { here, trail } from './samples.ts';

/** Facts by which these Regions, and no other, can be used. */
export const enabled = (...names: string[]): Pick<Facts, 'enabledRegions'> => ({
  enabledRegions: names.map((name) => ({ name, optIn: 'opt-in-not-required' })),
});
/** A trail that stores its logs in the bucket in question; everything was read. */
export const storesHere: Partial<Facts> = {
  ...enabled(here.region),
  trails: complete([trail({ bucket: here.bucket })]),
};
export const storesNothingHere: Partial<Facts> = {
  ...enabled(here.region),
  trails: complete([trail()]),
};

/** What a trail records, by basic selectors. */
export const basic = (
  readWrite: 'ReadOnly' | 'WriteOnly' | 'All',
  ...values: string[]
): Pick<Trail, 'selectors'> =>
  selecting({
    basic: [
      { readWrite, management: true, excluded: [], data: [{ type: 'AWS::S3::Object', values }] },
    ],
    advanced: [],
  });
export const selecting = (value: TrailSelectors): Pick<Trail, 'selectors'> => ({
  selectors: { known: true, value },
});
/** One advanced selector: fields with what they must equal, or with other operators. */
export const advanced = (
  ...selectors: Readonly<Record<string, string[] | Partial<FieldSelector>>>[]
): Pick<Trail, 'selectors'> =>
  selecting({
    basic: [],
    advanced: selectors.map((fields) => ({
      name: '',
      fields: Object.entries(fields).map(([field, is]): FieldSelector => ({
        field,
        ...{ equals: [], startsWith: [], endsWith: [] },
        ...{ notEquals: [], notStartsWith: [], notEndsWith: [] },
        ...(Array.isArray(is) ? { equals: is } : is),
      })),
    })),
  });
export const objects = { eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] };
export const withStatus = (change: Partial<TrailStatus>): Pick<Trail, 'status'> => ({
  status: {
    known: true,
    value: { logging: true, deliveryError: null, deliveredAt: null, ...change },
  },
});
/** Why a part of a trail is unread: as for trails of an organisation in its member accounts. */
export const refused = (action: string) => ({
  ...{ known: false as const, gap: 'denied' as const },
  ...{ actions: [action], detail: 'AccessDeniedException' },
});
