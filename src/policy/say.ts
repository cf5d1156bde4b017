import { type Grantee, isAnyone, type Pin } from './fixed.ts';
import { nameOf, type Statement } from './parse.ts';
import { openPointSays } from './open-points.ts';
import type { Who } from './reach.ts';

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a statement is about, as it would be said: its actions, at most a few of them. */
export function actionsOf({ actions, notActions }: Statement): string {
  const list = actions ?? notActions ?? [];
  const some =
    list.slice(0, 4).join(', ') + (list.length > 4 ? ` and ${list.length - 4} more` : '');
  return actions ? some : `all but ${some}`;
}

/** "Statement 1 allows s3:GetObject to everyone". */
export const allowsEveryone = (statement: Statement): string =>
  `${capital(nameOf(statement))} allows ${actionsOf(statement)} to ${everyoneIn(statement)}`;

function everyoneIn({ principals }: Statement): string {
  if (!principals) return 'everyone but those that it excepts';
  const anyone = principals.filter(isAnyone);
  const web = anyone.filter((entry) => entry.startsWith('Federated:') && !entry.includes('*'));
  return web.length === 0 || web.length < anyone.length
    ? 'everyone'
    : `anyone who logs in with ${web.map((entry) => entry.slice('Federated:'.length)).join(' or ')}`;
}

/** Why a condition does or does not limit a statement in S3's sense, as a sentence. */
export function pinSays({ condition, counts, why, open }: Pin): string {
  const values =
    condition.values.slice(0, 3).join(', ') + (condition.values.length > 3 ? ' …' : '');
  return `Its condition on ${condition.key} (${condition.operator} ${values}) ${counts ? 'limits it' : 'does not limit it in S3’s sense'}: ${why}.${open ? ` ${openPointSays[open]}` : ''}`;
}

/** The conditions that decide what S3 makes of a statement: those that count, or else all. */
export const decidingPins = ({ pins }: Grantee): readonly Pin[] => {
  const counting = pins.filter(({ counts }) => counts);
  return counting.length > 0 ? counting : pins;
};

/** A caller whom a policy or an ACL lets in, as part of a sentence. */
export function whoSays(who: Who, name: string): string {
  switch (who) {
    case 'public':
      return name === '' ? 'everyone' : `anyone with an account at ${name}`;
    case 'anyAccount':
      return 'anyone with an AWS account';
    case 'network':
      return `anyone within ${name}`;
    case 'organisation':
      return `every account of the organisation ${name}`;
    case 'otherAccount':
      return /^\d{12}$/.test(name) ? `account ${name}` : name;
    case 'service':
      return name;
    case 'own':
      return 'the own account';
  }
}
