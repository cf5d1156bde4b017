import { classify, type Outcome } from './classify.ts';
import type { Line } from './gather.ts';
import type { Call } from './gatherer.ts';
import { backoff, type Pacer } from './pace.ts';
import type { Place } from './reach.ts';
import type { Passage } from './roof.ts';

/** How often a call is sent at most. */
export const tries = { throttled: 8, other: 3 } as const;
/**
 * Tries of the first call to a place in a browser. A browser that withholds answers does so every time, so one more
 * tells that from a connection that broke.
 */
const triesToTell = 2;

/** Which credentials are held now. */
export const generationOf = ({ roof }: Line): number => roof.generation?.() ?? 0;

interface Asked {
  result: Outcome | { kind: 'answer'; output: never };
  /** The generation of the credentials that the request was signed with. */
  signedWith: number;
  /** True where it was tried again already, before anybody else was let on. */
  probed?: boolean;
}

/**
 * A call to a place of which nothing is known: no other is let on before it has been answered, or has failed as often
 * as it takes to tell. In a browser silence then means that answers are withheld, because browsers do not tell that
 * from a network failure.
 */
export async function probe(
  g: Call,
  input: object,
  at: Place,
  by: Passage,
  on: Line,
): Promise<Asked> {
  const again = on.reach.hasFailed(at);
  let silences = 0;
  for (let attempt = 1; ; attempt++) {
    const asked = await ask(g, input, at, by, on, true);
    const { result } = asked;
    const isSilent = result.kind === 'silent';
    const isFailure =
      isSilent || (result.kind === 'gap' && result.gap === 'failed' && result.retry);
    if (isSilent && !on.signal.aborted) silences++;
    const most = again ? 1 : isSilent && by.browser ? triesToTell : tries.other;
    if (!isFailure || attempt >= most || on.signal.aborted) {
      const word = isSilent && by.browser ? 'blocked' : 'network';
      // Before the next is let on, which learns from it.
      if (isFailure && !on.signal.aborted) on.reach.failed(at, isSilent);
      while (silences-- > 0) on.log.note(g, at.region, by.route, word);
      return { ...asked, probed: true };
    }
    on.log.retrying();
    await on.roof.wait(backoff(attempt, on.roof.random), on.signal);
  }
}

/** One attempt: waits its turn and for the gate, sends, and counts how it went. */
export async function ask(
  g: Call,
  input: object,
  at: Place,
  by: Passage,
  on: Line,
  isProbe = false,
): Promise<Asked> {
  const pace = on.pace(g.service);
  return on.inFlight(async () => {
    await pace.turn(on.signal);
    await on.gate.pass(on.signal);
    const signedWith = generationOf(on);
    if (on.signal.aborted) return { result: { kind: 'silent', code: 'Cancelled' }, signedWith };
    return { result: await send(g, input, at, by, on, pace, isProbe), signedWith };
  });
}

async function send(
  g: Call,
  input: object,
  at: Place,
  by: Passage,
  on: Line,
  pace: Pacer,
  isProbe: boolean,
): Promise<Asked['result']> {
  const { region } = at;
  const command = new g.call(input as never);
  const replaced = (error: unknown) => {
    const outcome = classify(error, { region, absent: g.absent });
    const silence = isProbe && by.browser ? 'blocked' : 'network';
    on.log.note(g, region, by.route, outcome.kind === 'silent' ? silence : wordOf(outcome));
  };
  try {
    const output = (await by.send(g.service, region, command, on.signal, replaced)) as never;
    on.reach.answered(at);
    pace.answered();
    on.log.note(g, region, by.route, 'ok');
    return { kind: 'answer', output };
  } catch (error) {
    const outcome = classify(error, { region, absent: g.absent });
    if (on.signal.aborted) return outcome;
    if (outcome.kind === 'silent') {
      // What the silence of a probe means is told by its last try.
      if (!isProbe) on.log.note(g, region, by.route, 'network');
      return outcome;
    }
    const gap = outcome.kind === 'gap' ? outcome : null;
    on.log.note(g, region, by.route, wordOf(outcome));
    if (gap?.gap === 'throttled') pace.throttled();
    else pace.answered();
    // A server error says that somebody is there, but not that the place can be read.
    if (!(gap?.gap === 'failed' && gap.retry)) on.reach.answered(at);
    return outcome;
  }
}

/** How the log counts an answer. */
const wordOf = (outcome: Outcome): string => (outcome.kind === 'gap' ? outcome.gap : outcome.kind);
