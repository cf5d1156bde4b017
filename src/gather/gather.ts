import { type Evidence, type Gap, unasked } from '../model/evidence.ts';
import { type CallLog, callLog } from './calls.ts';
import { classify, type Outcome } from './classify.ts';
import { type Gate, gate } from './gate.ts';
import type { AnyGatherer, Service, Target } from './gatherer.ts';
import { backoff, limit, type Pacer, pacer } from './pace.ts';
import { reachability, type Reachability } from './reach.ts';
import type { Roof } from './roof.ts';

/** Everything the calls of one scan share. */
export interface Line {
  roof: Roof;
  signal: AbortSignal;
  log: CallLog;
  reach: Reachability;
  inFlight: ReturnType<typeof limit>;
  gate: Gate;
  pace(service: Service): Pacer;
  /** Whether STS still takes the credentials; asked when a Region seems not to. */
  stillValid(): Promise<boolean>;
  /**
   * The session is at fault: ends every call of this line, or waits for new credentials. Resolves to true where the
   * call shall be sent again.
   */
  refuse(code: string): Promise<boolean>;
}

const tries = { throttled: 8, other: 3 } as const;

/** The shared state for one scan with at most `concurrency` calls in flight. */
export function line(
  roof: Roof,
  signal: AbortSignal,
  concurrency: number,
  stillValid: () => Promise<boolean>,
  refuse: Line['refuse'],
  through: Gate = gate(),
): Line {
  const pacers = new Map<Service, Pacer>();
  return {
    roof,
    signal,
    log: callLog(),
    reach: reachability(),
    inFlight: limit(concurrency),
    gate: through,
    stillValid,
    refuse,
    pace(service) {
      let found = pacers.get(service);
      if (!found) pacers.set(service, (found = pacer(roof)));
      return found;
    },
  };
}

type Answer =
  | { ok: true; output: never }
  | { ok: false; absent: true }
  | { ok: false; absent: false; gap: Gap; code: string };

/** Where a target turned out to live, for the calls that follow. */
export interface Home {
  region: string;
}

/**
 * Reads one fact: sends the gatherer's call, page by page where it has pages, retries what may pass, follows a
 * bucket to its Region, and turns every refusal into evidence. Never rejects.
 */
export async function gather(
  g: AnyGatherer,
  target: Target,
  home: Home,
  on: Line,
): Promise<Evidence<unknown>> {
  const items: unknown[] = [];
  const asked = new Set<string>();
  let more: object | null = {};
  for (let page = 0; more; page++) {
    // Pages already read stay, whatever happens to the next one; the list is just not complete.
    const broken = (gap: Gap, code: string) =>
      page === 0
        ? unread(g, on, gap, code)
        : known(on, {
            items,
            complete: false,
            gaps: [{ gap, actions: [g.action], detail: code }],
          });
    const token = JSON.stringify(more);
    if (asked.has(token)) return broken('failed', 'RepeatedPage');
    asked.add(token);
    const input = { ...(g.input({ ...target, region: home.region }) as object), ...more };
    const answer: Answer = await askPatiently(g, input, home, on);
    if (!answer.ok) return answer.absent ? known(on, null) : broken(answer.gap, answer.code);
    try {
      const value = g.read(answer.output, { ...target, region: home.region });
      if (!g.next) return known(on, value);
      items.push(...(value as readonly unknown[]));
      more = g.next(answer.output);
    } catch {
      return broken('failed', 'UnexpectedAnswer');
    }
  }
  return known(on, { items, complete: true, gaps: [] });
}

const known = (on: Line, value: unknown): Evidence<unknown> => ({
  known: true,
  value,
  from: on.roof.route,
  at: on.roof.now(),
});

function unread(g: AnyGatherer, on: Line, gap: Gap, code: string): Evidence<unknown> {
  if (gap === 'skipped') return unasked([g.action], code);
  return {
    known: false,
    gap,
    actions: [g.action],
    tried: [{ route: on.roof.route, gap, detail: code }],
    detail: code,
  };
}

/** One call, with its retries and its way to the bucket's Region. */
async function askPatiently(g: AnyGatherer, input: object, home: Home, on: Line): Promise<Answer> {
  const skip = (code: string): Answer => ({ ok: false, absent: false, gap: 'skipped', code });
  let moved = 0;
  for (let attempt = 1; ; attempt++) {
    if (on.signal.aborted) return skip('Cancelled');
    const region = home.region;
    const sent = await on.reach.run(g.service, region, () => ask(g, input, region, on));
    if ('closed' in sent) return { ok: false, absent: false, ...sent.closed };
    const { result, signedWith } = sent.result;
    if (result.kind === 'answer') return { ok: true, output: result.output };
    if (on.signal.aborted) return skip('Cancelled');
    switch (result.kind) {
      case 'absent':
        return { ok: false, absent: true };
      case 'elsewhere':
        if (++moved > 2) return { ok: false, absent: false, gap: 'failed', code: result.code };
        home.region = result.region;
        attempt--;
        continue;
      case 'session':
        // A late refusal of credentials that have been replaced says nothing of the new ones.
        if (signedWith === generationOf(on)) {
          const isRegion = !result.sure && (await on.stillValid());
          if (signedWith === generationOf(on)) {
            if (isRegion) {
              on.reach.refuses(g.service, region);
              return { ok: false, absent: false, gap: 'denied', code: result.code };
            }
            if (!(await on.refuse(result.code)))
              return skip(on.signal.aborted ? 'Cancelled' : result.code);
          }
        }
        attempt--;
        continue;
      case 'silent':
        if (attempt >= tries.other) {
          if (on.reach.hasAnswered(g.service, region)) on.reach.failed(g.service, region);
          return { ok: false, absent: false, gap: 'network', code: result.code };
        }
        break;
      case 'gap': {
        const most = result.gap === 'throttled' ? tries.throttled : tries.other;
        if (!result.retry || attempt >= most) {
          if (result.gap === 'failed' && result.retry) on.reach.failed(g.service, region);
          return { ok: false, absent: false, gap: result.gap, code: result.code };
        }
      }
    }
    on.log.retrying();
    await on.roof.wait(backoff(attempt, on.roof.random), on.signal);
  }
}

const generationOf = ({ roof }: Line): number => roof.generation?.() ?? 0;

interface Asked {
  result: Outcome | { kind: 'answer'; output: never };
  /** The generation of the credentials that the request was signed with. */
  signedWith: number;
}

/** One attempt: waits its turn and for the gate, sends, and counts how it went. */
async function ask(g: AnyGatherer, input: object, region: string, on: Line): Promise<Asked> {
  const pace = on.pace(g.service);
  return on.inFlight(async () => {
    await pace.turn(on.signal);
    await on.gate.pass(on.signal);
    const signedWith = generationOf(on);
    if (on.signal.aborted) return { result: { kind: 'silent', code: 'Cancelled' }, signedWith };
    return { result: await send(g, input, region, on, pace), signedWith };
  });
}

async function send(
  g: AnyGatherer,
  input: object,
  region: string,
  on: Line,
  pace: Pacer,
): Promise<Asked['result']> {
  const command = new g.call(input as never);
  try {
    const output = (await on.roof.send(g.service, region, command, on.signal)) as never;
    on.reach.answered(g.service, region);
    pace.answered();
    on.log.note(g, region, on.roof.route, 'ok');
    return { kind: 'answer', output };
  } catch (error) {
    const outcome = classify(error, { region, absent: g.absent });
    if (on.signal.aborted) return outcome;
    if (outcome.kind === 'silent') return silence(g, region, on, outcome);
    const gap = outcome.kind === 'gap' ? outcome : null;
    on.log.note(g, region, on.roof.route, gap?.gap ?? outcome.kind);
    if (gap?.gap === 'throttled') pace.throttled();
    else pace.answered();
    // A server error says that somebody is there, but not that the place can be read.
    if (!(gap?.gap === 'failed' && gap.retry)) on.reach.answered(g.service, region);
    return outcome;
  }
}

/**
 * No answer. In a browser the first silence of a place means that its answers are withheld, because browsers do
 * not tell that from a network failure; once a place has answered, silence is the network's.
 */
function silence(g: AnyGatherer, region: string, on: Line, outcome: Outcome): Outcome {
  const answeredBefore = on.reach.hasAnswered(g.service, region);
  if (on.roof.browser && !answeredBefore) {
    on.reach.blocked(g.service, region);
    on.log.note(g, region, on.roof.route, 'blocked');
    return { kind: 'gap', gap: 'blocked', code: 'NoAnswer', retry: false };
  }
  on.log.note(g, region, on.roof.route, 'network');
  if (!answeredBefore) on.reach.failed(g.service, region);
  return outcome;
}
