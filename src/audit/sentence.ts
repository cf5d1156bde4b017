import type { MissingFact } from '../model/derived.ts';
import { isSessionCode } from '../model/session-code.ts';
import { factTitle, gapSays } from '../model/words.ts';

/**
 * One sentence for why a question stayed open: what was unread, why, and what would open it. In a Region that is off,
 * or off for tokens of the global endpoint, AWS refuses the session itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
 */
export function sentenceFor(missing: readonly MissingFact[]): string {
  const [first, ...others] = missing;
  if (!first) return 'A fact that decides this was not collected.';
  const of = first.resource === undefined ? '' : ` of ${first.resource}`;
  const also =
    others.length === 0
      ? ''
      : others.length === 1
        ? `; nor could the ${name(others[0] as MissingFact)}`
        : `; nor could ${others.length} other facts`;
  // Where the session is to blame, no permission is lacking.
  const isSession = ({ gap, detail }: MissingFact) => gap === 'denied' && isSessionCode(detail);
  const lacking = missing.filter((fact) => !isSession(fact));
  const actions = [...new Set(lacking.flatMap((fact) => fact.actions))];
  const session = missing.some(isSession)
    ? ' See that the Region is enabled, and use credentials that a Regional endpoint of STS gave.'
    : '';
  const needs =
    actions.length > 0 && lacking.some(({ gap }) => gap === 'denied')
      ? ` Allow ${actions.slice(0, 3).join(', ')}${actions.length > 3 ? ` and ${actions.length - 3} more` : ''}.`
      : '';
  return `The ${factTitle[first.fact]}${of} could not be read: ${gapSays(first.gap, first.detail)}${also}.${session}${needs}`;
}

const name = (fact: MissingFact) =>
  factTitle[fact.fact] + (fact.resource === undefined ? '' : ` of ${fact.resource}`);
