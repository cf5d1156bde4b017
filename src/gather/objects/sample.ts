import { type Evidence, type Part, type Read, unasked } from '../../model/evidence.ts';
import type { Grant } from '../../model/facts.ts';
import {
  type AclLook,
  type EncryptedAlike,
  type EncryptionLook,
  isPublicGrant,
  mostNamed,
  type ObjectLook,
  type PublicObject,
  type UnreadCount,
} from '../../model/objects.ts';
import { objectActions } from '../fact-actions.ts';
import { gatherLive, type Line } from '../gather.ts';
import type { Call, Target } from '../gatherer.ts';
import { aclCall, headCall, listCall } from './calls.ts';
import { draw, type Version } from './draw.ts';

/** What to look at in a bucket's objects. */
export interface SamplePlan {
  /** Versions to look at, at most. */
  objects: number;
  acls: boolean;
  /** Takes leave to read the objects, though none is read. */
  encryption: boolean;
}

/** How far a look has come. */
export interface SampleProgress {
  phase: 'listing' | 'reading';
  looked: number;
  of: number;
  calls: number;
}

/**
 * Looks at a sample of a bucket's objects. Never rejects: a list that could not be read is a gap, an object that could
 * not is counted. `target.region` is the bucket's.
 */
export async function sampleObjects(
  plan: SamplePlan,
  target: Target,
  on: Line,
  tell: (progress: SampleProgress) => void = () => undefined,
): Promise<Evidence<readonly ObjectLook[]>> {
  const home = { region: target.region };
  const send = (call: Call) => gatherLive(call, target, home, on);
  let failed: Evidence<unknown> | null = null;
  let from: Read<unknown> | null = null;
  const calls = () => on.log.totals().calls;
  const drawn = await draw(
    async (at) => {
      tell({ phase: 'listing', looked: 0, of: plan.objects, calls: calls() });
      const found = await send(listCall(at));
      if (found.known) {
        from = found;
        return found.value as never;
      }
      failed = found;
      return null;
    },
    plan.objects,
    on.roof.random,
  );
  const read = from as Read<unknown> | null;
  const gap = failed as Evidence<unknown> | null;
  if (!read || (!drawn.whole && drawn.versions.length === 0))
    return gap && !gap.known ? gap : unasked([objectActions.list], 'Cancelled');
  let looked = 0;
  const all = drawn.versions;
  const progress = () => tell({ phase: 'reading', looked, of: all.length, calls: calls() });
  progress();
  const acls = aclTally();
  const encryption = encryptionTally();
  await Promise.all(
    all.map(async (one) => {
      if (on.signal.aborted) return;
      await Promise.all([
        plan.acls && send(aclCall(one)).then((found) => acls.add(one, found)),
        plan.encryption &&
          send(headCall(one)).then((found) => encryption.add(one, withheld(found, on))),
      ]);
      looked++;
      progress();
    }),
  );
  if (on.signal.aborted) return unasked([objectActions.list], 'Cancelled');
  const at = on.roof.now();
  const look: ObjectLook = {
    by: 'sample',
    at,
    listed: drawn.listed,
    all: drawn.all,
    looked: all.length,
    acls: plan.acls ? { known: true, value: acls.sum() } : notAsked(objectActions.acl),
    encryption: plan.encryption
      ? { known: true, value: encryption.sum() }
      : notAsked(objectActions.encryption),
  };
  return { ...read, value: [look], at };
}

const notAsked = (actions: readonly string[]): Part<never> => ({
  known: false,
  gap: 'skipped',
  actions,
  detail: '',
});

/**
 * A page of another origin sees only those headers that the bucket lets it see, so that one which is missing there says
 * nothing. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Expose-Headers
 */
function withheld(found: Evidence<unknown>, on: Line): Evidence<unknown> {
  if (!found.known || (found.value as { algorithm: string }).algorithm !== 'none') return found;
  const byBrowser = on.roof.passages.some(({ route, browser }) => browser && route === found.from);
  return byBrowser
    ? { ...unasked(objectActions.encryption, 'HeaderWithheld'), gap: 'blocked' }
    : found;
}

function unreadTally() {
  const counts = new Map<string, number>();
  return {
    add: (detail: string) => void counts.set(detail, (counts.get(detail) ?? 0) + 1),
    sum: (): readonly UnreadCount[] =>
      [...counts].map(([detail, count]) => ({ detail, count })).sort(byDetail),
  };
}
const byDetail = (one: UnreadCount, other: UnreadCount) => (one.detail < other.detail ? -1 : 1);

function aclTally() {
  const unread = unreadTally();
  const open: PublicObject[] = [];
  let read = 0;
  let publicCount = 0;
  return {
    add({ key, version, latest }: Version, found: Evidence<unknown>) {
      if (!found.known) return unread.add(found.detail);
      read++;
      const grants = (found.value as readonly Grant[]).filter(isPublicGrant);
      if (grants.length === 0) return;
      publicCount++;
      if (open.length < mostNamed) open.push({ key, version, latest, grants });
    },
    sum: (): AclLook => ({ read, unread: unread.sum(), publicCount, public: open }),
  };
}

function encryptionTally() {
  const unread = unreadTally();
  const by = new Map<string, EncryptedAlike>();
  let read = 0;
  return {
    add({ key: example }: Version, found: Evidence<unknown>) {
      if (!found.known) return unread.add(found.detail);
      read++;
      const how = found.value as { algorithm: string; key: string | null };
      const name = JSON.stringify([how.algorithm, how.key]);
      const before = by.get(name);
      by.set(name, before ? { ...before, count: before.count + 1 } : { ...how, count: 1, example });
    },
    sum: (): EncryptionLook => ({ read, unread: unread.sum(), by: [...by.values()] }),
  };
}
