import { judgeEveryone } from './fixed.ts';
import { type Kind, kinds } from './actions.ts';
import { bindVariables } from './bind.ts';
import type { Caller } from './callers.ts';
import { fencedOff, fencesIn, withinFences } from './fence.ts';
import { namedBy, strangersTo, type Who } from './guests.ts';
import type { Statement } from './parse.ts';
import { type Population, populationOf } from './population.ts';
import { newEffort } from './search.ts';
import { askFor, askForAction, askingOf, type Crowd, denialsOf } from './through.ts';
import type { Tri } from './tri.ts';
import { byKey, type ByKey, type Place } from './world.ts';

export type { Who } from './guests.ts';

/** One caller whom an Allow statement lets in, with what it lets do. */
export interface Opening {
  statement: Statement;
  caller: Caller;
  who: Who;
  /** Account, organisation, service or network, as the policy writes it; empty for everyone. */
  name: string;
  /** What gets through for sure, after every Deny. */
  sure: readonly Kind[];
  /** Deny statements that keep out whoever is elsewhere than in the network named; absent where the Allow itself does. */
  fences?: readonly Statement[];
  /** What may get through: a policy variable or an operator that IAM does not have decides. */
  perhaps: readonly Kind[];
}

/**
 * Whom the Allow statements of a policy let in, after its Deny statements, and what for. Block Public Access is left
 * aside. Principals of the owner's own account are left out, since their own policies decide about them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function openings(statements: readonly Statement[], place: Place): Opening[] {
  const bound = bindVariables(statements, place);
  const found = openingsOf(bound, place);
  if (bound === statements) return found;
  const asWritten = new Map(bound.map((one, at) => [one, statements[at] as Statement]));
  return found.map((one) => ({
    ...one,
    statement: asWritten.get(one.statement) ?? one.statement,
  }));
}

function openingsOf(statements: readonly Statement[], place: Place): Opening[] {
  const denials = denialsOf(statements.filter(({ effect }) => effect === 'Deny'));
  const { denies } = denials;
  // In the order of the statements.
  const everyone = judgeEveryone(statements);
  let next = 0;
  const fences = fencesIn(denies);
  let population: Population | null = null;
  const found: Opening[] = [];
  const effort = newEffort();
  for (const statement of statements) {
    if (statement.effect !== 'Allow') continue;
    const grantee = everyone[next]?.statement === statement ? everyone[next++] : undefined;
    const byArn = statement.conditions.some(({ key }) => key === 'aws:principalarn');
    if (grantee || byArn) population ??= populationOf(statements, place);
    const guests =
      grantee && population
        ? strangersTo(grantee, population)
        : namedBy(statement, place, byArn ? population : null);
    /** What everyone may do. */
    const seen: Kind[] = [];
    /** What accounts may do as a whole. */
    const whole = new Map<string, Kind[]>();
    const crowds: Crowd[] = [];
    let keys: ByKey | null = null;
    for (const { caller, who, name } of guests) {
      let sure: Kind[] = [];
      const perhaps: Kind[] = [];
      effort.left -= 4 + denies.length;
      keys ??= byKey([statement, ...denies]);
      const asking = askingOf({ statement, denials, crowds, keys, place, effort }, caller);
      const already = caller.arn === null ? undefined : whole.get(caller.account);
      for (const kind of kinds) {
        // What everyone may do, others may too; saying it once is enough.
        if (seen.includes(kind) || already?.includes(kind)) continue;
        const answer = askFor(asking, kind);
        if (answer === true) sure.push(kind);
        if (answer === null) perhaps.push(kind);
      }
      if (caller.arn === null && sure.length > 0)
        whole.set(caller.account, [...(whole.get(caller.account) ?? []), ...sure]);
      if (who === 'public' || who === 'anyAccount' || who === 'network') seen.push(...sure);
      if (fences.length > 0 && sure.length > 0 && (who === 'public' || who === 'anyAccount')) {
        const within = fencedOff(fences, asking, sure);
        if (within.length > 0) {
          found.push({
            ...{ statement, caller, who: 'network', name: withinFences(fences) },
            ...{ sure: within, perhaps: [], fences: fences.map(({ deny }) => deny) },
          });
          sure = sure.filter((kind) => !within.includes(kind));
        }
      }
      if (sure.length + perhaps.length > 0)
        found.push({ statement, caller, who, name, sure, perhaps });
    }
  }
  return found;
}

/** Whether a caller may get through one Allow statement for something of these kinds, past every Deny of the policy. */
export function mayDoSome(
  statement: Statement,
  statements: readonly Statement[],
  caller: Caller,
  kinds: readonly Kind[],
  place: Place,
): boolean {
  const denials = denialsOf(statements.filter(({ effect }) => effect === 'Deny'));
  const keys = byKey([statement, ...denials.denies]);
  const effort = newEffort();
  const asking = askingOf({ statement, denials, crowds: [], keys, place, effort }, caller);
  return kinds.some((kind) => askFor(asking, kind) !== false);
}

/** Whether a caller gets through one Allow statement for one action, past every Deny of the policy. */
export function allowsAction(
  statement: Statement,
  statements: readonly Statement[],
  caller: Caller,
  action: string,
  place: Place,
): Tri {
  return askForAction(statement, statements, caller, action, place);
}
