import type { Collection, Evidence } from '../../model/evidence.ts';
import type { EnabledRegion } from '../../model/facts.ts';
import enabledRegions from '../account/enabled-regions.ts';
import { gatherLive, type Line } from '../gather.ts';
import type { AnyGatherer, Call, Target } from '../gatherer.ts';
import { regionsToRead } from '../regions.ts';
import type { Records } from '../roof.ts';
import { type Archive, archive } from './archive.ts';
import { unaskedRecord } from './gaps.ts';
import { selectRecorded, selectRecoveryPoints } from './query.ts';
import type { Recorded } from './resource.ts';

/**
 * What AWS Config has recorded of the account, asked through the calls of whoever reads. A Region is read as a whole
 * when the first fact of it is wanted, and held from then on, and so are its recovery points; what belongs to the account
 * is looked for in all Regions that are enabled. One scan has one of these: what it holds does not age.
 * https://docs.aws.amazon.com/config/latest/developerguide/querying-AWS-resources.html
 */
export function configRecords(): Records {
  const regions = new Map<string, Promise<Archive>>();
  let all: Promise<Archive> | null = null;

  const ofRegion = (
    target: Target,
    on: Line,
    what: 'settings' | 'recoveryPoints' = 'settings',
  ): Promise<Archive> => {
    const key = `${target.account} ${target.region} ${what}`;
    const select = what === 'settings' ? selectRecorded : selectRecoveryPoints;
    let found = regions.get(key);
    if (!found) regions.set(key, (found = readRegion(select(on.roof.now), target, on)));
    return found;
  };
  const everywhere = (target: Target, on: Line) => (all ??= readAll(target, on, ofRegion));

  return {
    async read({ fact }, target, on) {
      const settled = unaskedRecord(fact, target);
      if (settled !== undefined) return settled;
      const held = ofAccount.includes(fact)
        ? everywhere(target, on)
        : ofRegion(target, on, fact === 'recoveryPoints' ? fact : 'settings');
      return (await held).read(fact, target, on.roof.now());
    },
  };
}

/** Facts that are looked for in every Region; a bucket's own Region is one as long as it is not known. */
const ofAccount: readonly AnyGatherer['fact'][] = [
  'accountPublicAccessBlock',
  'buckets',
  'location',
  'multiRegionAccessPoints',
];

async function readRegion(call: Call, target: Target, on: Line): Promise<Archive> {
  const held = archive();
  const at = { ...target, bucket: '', accessPoint: '' };
  const found = (await gatherLive(call, at, { region: target.region }, on)) as Evidence<
    Collection<Recorded>
  >;
  if (found.known) held.add(found.value.items, found.value.gaps);
  else held.add([], [found]);
  return held;
}

async function readAll(
  target: Target,
  on: Line,
  ofRegion: (target: Target, on: Line) => Promise<Archive>,
): Promise<Archive> {
  const held = archive();
  const at = { ...target, bucket: '', accessPoint: '' };
  const listed = (await gatherLive(enabledRegions, at, { region: target.region }, on)) as Evidence<
    readonly EnabledRegion[]
  >;
  const names = regionsToRead(listed, [], target.region);
  const parts = await Promise.all(names.map((region) => ofRegion({ ...at, region }, on)));
  for (const part of parts) held.add(part.all(), part.gaps());
  if (!listed.known) held.add([], [listed]);
  return held;
}
