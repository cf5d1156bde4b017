import { describe, expect, test } from 'vitest';
import type { Check, Need } from '../src/model/check.ts';
import { defaultSettings, type Settings } from '../src/model/settings.ts';
import {
  type Case,
  factsBehind,
  given,
  isLacking,
  isPossible,
  type Judge,
  judgeOf,
  type Slot,
  slotsOf,
  type World,
} from './audit/case.ts';

export type { Case } from './audit/case.ts';

/** The cases of a check, by the verdict they must have. */
export interface Table {
  pass: readonly Case[];
  fail: readonly Case[];
  notApplicable?: readonly Case[];
  notAssessed?: readonly Case[];
  /** For the one question that is about the reading itself, so that an unread fact always matters. */
  asksWhatWasRead?: true;
  /** For a question that no fact bears on, so that it has an answer where nothing was read. */
  asksNoFact?: true;
}

/** Beyond these many facts only singles and pairs of them are hidden. */
const manyFacts = 8;
/** Beyond these many worlds, one hidden fact at a time is filled in rather than all of them. */
const manyWorlds = 3000;

/**
 * Runs a table of cases, and the test of honesty on each of them. A fact that a case leaves out could not be read.
 */
export function testCheck<N extends Need>(check: Check<N>, table: Table): void {
  const rows = (['pass', 'fail', 'notApplicable', 'notAssessed'] as const).flatMap((verdict) =>
    (table[verdict] ?? []).map((one) => ({ verdict, one })),
  );
  describe(check.id, () => {
    test.each(rows)('$verdict: $one.name', ({ verdict, one }) => {
      const slots = slotsOf(check, one);
      const { because, ...finding } = judgeOf(check)(slots, given(slots), one);
      expect([finding.verdict, because]).toEqual([verdict, expect.any(String)]);
      if (one.because instanceof RegExp) expect(because).toMatch(one.because);
      else if (one.because !== undefined) expect(because).toBe(one.because);
    });
    test.each(rows)('$verdict: $one.name, with facts hidden', ({ one }) => {
      expect(dishonesties(check, one, judgeOf(check), table.asksWhatWasRead)).toEqual([]);
    });
    test(`nothing known: ${table.asksNoFact ? 'judged all the same' : 'not assessed'}`, () => {
      const settings = rows[0]?.one.settings;
      const nothing = { name: 'nothing known', facts: {}, ...(settings && { settings }) };
      const slots = slotsOf(check, nothing);
      const { verdict } = judgeOf(check)(slots, given(slots), nothing);
      expect(verdict === 'notAssessed').toBe(table.asksNoFact !== true);
    });
    test('the table shows what each fact is needed for', () => {
      const cases = rows.map(({ one }) => one);
      expect(idleFacts(check, cases)).toEqual([]);
    });
    test('it names the settings that it heeds, and no other', () => {
      expect(settingsRead(rows.map(({ one }) => judgedWith(check, one)))).toEqual(
        [...(check.settings ?? [])].sort(),
      );
    });
  });
}

/**
 * What is dishonest in the answers of a check to one case, as sentences; none, if all is well. Every subset of
 * the case's facts is hidden in turn, and what is hidden is filled in with every value it could have. The verdict
 * must stand where all of those agree with it, be withdrawn where they do not, and never become another one.
 */
export function dishonesties<N extends Need>(
  check: Check<N>,
  one: Case,
  judge: Judge = judgeOf(check),
  asksWhatWasRead = false,
): string[] {
  const slots = slotsOf(check, one);
  const start = given(slots);
  if (!isPossible(slots, start, one)) return ['AWS cannot be in the state of this case.'];
  const ask = remembering((world) => judge(slots, world, one).verdict);
  const truth = ask(start);
  const found: string[] = [];
  for (const hidden of [[], ...subsetsOf(slots)]) {
    const world = hide(start, hidden);
    const verdict = ask(world);
    const names = hidden.map((index) => nameOf(slots[index] as Slot)).join(' and ') || 'nothing';
    if (verdict !== truth && verdict !== 'notAssessed')
      found.push(`With ${names} hidden, ${truth} becomes ${verdict}.`);
    const unread = slots.flatMap((slot, index) =>
      slot.given || isLacking(slot, one) ? [] : [index],
    );
    const worlds = fillings(slots, world, hidden.length > 0 ? hidden : unread, one);
    const other = worlds.find((filled) => ask(filled) !== verdict);
    if (!other) continue;
    if (verdict !== 'notAssessed')
      found.push(
        `With ${names} hidden it says ${verdict}, but ${ask(other)} if ${difference(slots, world, other)}.`,
      );
    else if (!asksWhatWasRead && worlds.every((filled) => ask(filled) === ask(other)))
      found.push(`With ${names} hidden it is withdrawn, but ${ask(other)} whatever they say.`);
  }
  return found;
}

/** Facts that a check claims to need, and whose hiding changes nothing in any of these cases. */
export function idleFacts<N extends Need>(
  check: Check<N>,
  cases: readonly Case[],
  judge: Judge = judgeOf(check),
): string[] {
  const idle = new Set<string>(factsBehind(check));
  for (const one of cases) {
    const slots = slotsOf(check, one);
    const start = given(slots);
    const ask = remembering((world) => judge(slots, world, one).verdict);
    for (const hidden of [[], ...subsetsOf(slots)]) {
      const world = hide(start, hidden);
      for (const [index, { fact }] of slots.entries())
        if (idle.has(fact) && world[index] !== -1 && ask(world) !== ask(world.with(index, -1)))
          idle.delete(fact);
      if (idle.size === 0) return [];
    }
  }
  return [...idle];
}

/** What a case says with each setting watched: the names of those that were read. */
function judgedWith<N extends Need>(check: Check<N>, one: Case): ReadonlySet<string> {
  const read = new Set<string>();
  const settings = new Proxy(
    { ...defaultSettings, ...one.settings },
    {
      get: (target, name: keyof Settings) => {
        read.add(name);
        return target[name];
      },
    },
  );
  const slots = slotsOf(check, one);
  judgeOf(check)(slots, given(slots), { ...one, watched: settings });
  return read;
}

const settingsRead = (all: readonly ReadonlySet<string>[]): string[] =>
  [...new Set(all.flatMap((one) => [...one]))].sort();

function remembering(judge: (world: World) => string): (world: World) => string {
  const seen = new Map<string, string>();
  return (world) => {
    const key = world.join();
    const known = seen.get(key) ?? judge(world);
    seen.set(key, known);
    return known;
  };
}

const hide = (world: World, hidden: readonly number[]): World =>
  world.map((value, index) => (hidden.includes(index) ? -1 : value));

/** Every set of facts that a case gives; only single ones and pairs where there are many. */
function subsetsOf(slots: readonly Slot[]): number[][] {
  const items = slots.flatMap((slot, index) => (slot.given ? [index] : []));
  if (items.length > manyFacts)
    return items.flatMap((a, i) => [[a], ...items.slice(i + 1).map((b) => [a, b])]);
  return items
    .reduce<number[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]])
    .slice(1);
}

/** The possible worlds in which the hidden facts have values; one fact at a time, where those would be too many. */
function fillings(
  slots: readonly Slot[],
  world: World,
  hidden: readonly number[],
  one: Case,
): World[] {
  const fill = (from: World, index: number) =>
    (slots[index] as Slot).values.map((_, value) => from.with(index, value));
  const count = hidden.reduce((n, index) => n * (slots[index] as Slot).values.length, 1);
  const worlds =
    count > manyWorlds
      ? hidden.flatMap((index) => fill(world, index))
      : hidden.reduce<World[]>((all, i) => all.flatMap((from) => fill(from, i)), [world]);
  return worlds.filter((filled) => isPossible(slots, filled, one));
}

const nameOf = ({ fact, owner }: Slot) => `${fact} of ${owner}`;

const difference = (slots: readonly Slot[], world: World, filled: World): string =>
  slots
    .flatMap((slot, index) =>
      filled[index] === world[index]
        ? []
        : [`${nameOf(slot)} is ${JSON.stringify(slot.values[filled[index] as number])}`],
    )
    .join(' and ');
