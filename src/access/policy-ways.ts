import type { MissingFact } from '../model/derived.ts';
import { kinds } from '../policy/actions.ts';
import { judgeEveryone } from '../policy/fixed.ts';
import { openPointSays } from '../policy/open-points.ts';
import { hasDoubt } from '../policy/condition.ts';
import type { Statement } from '../policy/parse.ts';
import type { Opening } from '../policy/reach.ts';
import { levelOf } from './acl-ways.ts';
import { switchOf, unreadLevels } from './block.ts';
import { calledIn } from './called.ts';
import { openingSteps } from './policy.ts';
import { openingsIn, policyOf, publicByS3 } from './policy-seen.ts';
import { unreadOf, type View } from './view.ts';
import { isOpen, type Lifted, type Way } from './ways.ts';

/** The ways in by the bucket policy, with steps for what cuts them. */
export function policyWays(view: View, lifted: Lifted): { ways: Way[]; cuts: Way['steps'] } {
  const seen = policyOf(view);
  if (seen.is === 'none') return { ways: [], cuts: [] };
  const byS3 = publicByS3(view);
  const restricted = lifted.block ? false : switchOf(view, 'restrictPublicBuckets');
  const unsure = (who: Way['who'], missing: readonly MissingFact[], says?: string): Way => ({
    who,
    name: '',
    kinds,
    certain: false,
    missing,
    steps: says === undefined ? [] : [{ says, fact: 'policy' }],
  });
  if (seen.is === 'unread' || !seen.parsed.ok) {
    // Whom it names cannot be seen; whether everyone is among them may be settled all the same.
    const most =
      byS3 === false || restricted ? (byS3 && restricted ? 'service' : 'network') : 'public';
    const says = seen.is === 'read' && !seen.parsed.ok ? seen.parsed.problem : undefined;
    return { ways: [unsure(most, unreadOf(view, 'policy'), says)], cuts: [] };
  }
  const { statements } = seen.parsed;
  const ours = judgeEveryone(statements);
  const reading = ours.some((one) => one.public);
  const isPublic = byS3 ?? reading;
  const acl = view.see('acl');
  const found = openingsIn(view, statements, acl.known ? acl.value.owner : null);
  const cutOff = isPublic && restricted === true;
  const ways: Way[] = [];
  for (const opening of found) {
    const who = asS3Says(opening, byS3, reading);
    // Two readings that cannot both be right leave it open whether strangers get in.
    const disputed = byS3 === false && reading && isOpen(who);
    if (cutOff && who !== 'service') continue;
    const levels = isPublic && restricted === null && who !== 'service' ? unreadLevels(view) : [];
    const missing = [...levels, ...ownerNeeded(opening, view)];
    const name = calledIn(view, opening.name);
    const steps = [
      ...openingSteps({ ...opening, name }, ours),
      ...(disputed ? [notPublicByS3] : []),
    ];
    const certain = missing.length === 0 && !disputed;
    const way = { who, name, missing, steps, ...(disputed && { reason: disagree }) };
    if (opening.sure.length > 0) ways.push({ ...way, kinds: opening.sure, certain });
    if (opening.perhaps.length > 0)
      ways.push({
        reason: untold(opening, statements),
        ...way,
        kinds: opening.perhaps,
        certain: false,
      });
  }
  const cuts: Way['steps'] = cutOff
    ? [
        {
          says: `Restrict Public Buckets of ${levelOf(view, 'restrictPublicBuckets')} cuts the policy off, which is public: only the owner’s account and AWS services are left, and other accounts that it names lose access too.`,
          does: 'cuts',
        },
      ]
    : [];
  return { ways, cuts };
}

/** A network that S3 does not take for fixed is all the world. Where S3 finds one that we do not, none is invented. */
const asS3Says = ({ who }: Opening, byS3: boolean | null, ours: boolean): Way['who'] =>
  byS3 === true && !ours && who === 'network' ? 'public' : who;

const notPublicByS3 = {
  says: 'S3 reports the policy as not public.',
  fact: 'policyStatus',
  does: 'narrows',
} as const;
const disagree =
  'Unknown because S3 reports the policy as not public, and this reading finds that it lets strangers in.';

/** Why a statement that was read does not tell whether it lets somebody in. */
function untold({ statement, caller }: Opening, statements: readonly Statement[]): string {
  if (caller.kind === 'holder')
    return 'Unknown because nobody can see who holds a unique id that the policy names.';
  const doubtful =
    hasDoubt(statement) || statements.some((one) => one.effect === 'Deny' && hasDoubt(one));
  return doubtful
    ? 'Unknown because an operator or a policy variable in the policy keeps it from being told.'
    : 'Unknown because the policy has too many statements and conditions to tell.';
}

/** A canonical user id may be the owner's own, which only the ACL tells. */
const ownerNeeded = ({ statement, name }: Opening, view: View): MissingFact[] =>
  statement.principals?.includes(`CanonicalUser:${name}`) ? unreadOf(view, 'acl') : [];

/** What AWS may judge otherwise where a public ACL stands beside a public policy that is cut off. */
export const aclBesidePolicy = { says: openPointSays.aclBesidePolicy, does: 'notes' } as const;
