import type { ProofStep } from '../model/check.ts';
import { judgeEveryone, narrowingDeny } from '../policy/fixed.ts';
import { openPointSays } from '../policy/open-points.ts';
import { nameOf } from '../policy/parse.ts';
import { openings } from '../policy/reach.ts';
import { capital } from '../policy/say.ts';
import { note } from './differ.ts';
import { placeOf } from './place.ts';
import { policyOf, publicByS3 } from './policy-seen.ts';
import type { View } from './view.ts';
import { isOpen } from './ways.ts';

/**
 * Why S3 counts a policy as public that lets nobody in: its Deny statements, its conditions or its actions leave
 * nothing. Empty where somebody gets in by it, or where that cannot be told.
 */
export function publicForNobody(view: View): ProofStep[] {
  const seen = policyOf(view);
  if (seen.is !== 'read' || !seen.parsed.ok) return [];
  const { statements } = seen.parsed;
  // Where S3 and we differ, that is the reason to give.
  const ours = judgeEveryone(statements).filter((one) => one.public);
  const isPublic = publicByS3(view) !== false && ours.length > 0;
  const acl = view.see('acl');
  const found = openings(statements, placeOf(view, acl.known ? acl.value.owner : null));
  if (!isPublic || found.some(({ who, perhaps }) => isOpen(who) || perhaps.length > 0)) return [];
  const deny = narrowingDeny(
    statements,
    ours.map(({ statement }) => statement),
  );
  const network = found.find(({ who, fences }) => who === 'network' && fences)?.name;
  const left =
    network === undefined
      ? 'After its Deny statements and conditions this one lets no stranger do anything.'
      : `After its Deny statements this one lets strangers in from ${network} alone.`;
  return [
    note(`S3 counts a policy as public for what its Allow statements say. ${left}`),
    ...(deny ? [note(`${capital(nameOf(deny))}: ${openPointSays.denyNarrows}`, deny)] : []),
  ];
}
