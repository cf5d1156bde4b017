import type { MissingFact } from '../model/derived.ts';
import { factTitle, gapSays } from '../model/words.ts';

/** One sentence for why a question stayed open: what was unread, why, and which IAM action would open it. */
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
  const actions = [...new Set(missing.flatMap((fact) => fact.actions))];
  const needs =
    actions.length > 0 && missing.some(({ gap }) => gap === 'denied')
      ? ` Allow ${actions.slice(0, 3).join(', ')}${actions.length > 3 ? ` and ${actions.length - 3} more` : ''}.`
      : '';
  return `The ${factTitle[first.fact]}${of} could not be read: ${gapSays(first.gap, first.detail)}${also}.${needs}`;
}

const name = (fact: MissingFact) =>
  factTitle[fact.fact] + (fact.resource === undefined ? '' : ` of ${fact.resource}`);
