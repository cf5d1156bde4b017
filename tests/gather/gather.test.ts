import { expect, test } from 'vitest';
import { gather, line } from '../../src/gather/gather.ts';
import type { AnyGatherer, Target } from '../../src/gather/gatherer.ts';
import type { Passage, Roof } from '../../src/gather/roof.ts';

/** A roof whose answers are a script: what each call in turn gives, or throws. */
function scripted(answers: (object | Error)[], browser = false) {
  const sent: { region: string; input: Record<string, unknown> }[] = [];
  let now = 0;
  const passage: Passage = {
    route: 'direct',
    browser,
    serves: () => true,
    async send(_service, region, command) {
      sent.push({ region, input: (command as { input: Record<string, unknown> }).input });
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const roof: Roof = {
    passages: [passage],
    now: () => '2026-01-01T00:00:00.000Z',
    clock: () => now,
    wait: async (ms) => void (now += ms),
    random: () => 0.5,
  };
  return { roof, passage, sent, waited: () => now };
}
const failing = (name: string, status?: number, region?: string) =>
  Object.assign(new Error(name), {
    name,
    $metadata: { httpStatusCode: status },
    ...(status !== undefined && {
      $response: { statusCode: status, headers: region ? { 'x-amz-bucket-region': region } : {} },
    }),
  });

class Command {
  input: unknown;
  constructor(input: unknown) {
    this.input = input;
  }
}
const tags: AnyGatherer = {
  fact: 'tags',
  service: 's3',
  operation: 'GetBucketTagging',
  action: 's3:GetBucketTagging',
  call: Command,
  input: ({ bucket }) => ({ Bucket: bucket }),
  absent: ['NoSuchTagSet'],
  read: (output: { TagSet: unknown }) => {
    if (!output.TagSet) throw new Error('no TagSet');
    return output.TagSet;
  },
};
const paged: AnyGatherer = {
  ...tags,
  fact: 'inventory',
  read: (output: { items: string[] }) => output.items,
  next: (output: { more?: string }) => (output.more ? { Token: output.more } : null),
};
const target: Target = {
  account: '111122223333',
  partition: 'aws',
  region: 'eu-west-1',
  bucket: 'b',
  accessPoint: '',
  ownerKnown: true,
};
const open = new AbortController().signal;

function run(g: AnyGatherer, answers: (object | Error)[], browser = false, valid = true) {
  const world = scripted(answers, browser);
  const refused: string[] = [];
  const on = line(
    world.roof,
    open,
    4,
    async () => valid,
    async (code) => {
      refused.push(code);
      return false;
    },
  );
  const home = { region: 'eu-west-1' };
  const ask = () => gather(g, target, home, on);
  /** The same of another bucket, or of none: then the call is of the whole Region. */
  const askOf = (bucket: string) => gather(g, { ...target, bucket }, home, on);
  return { ...world, on, home, ask, askOf, refused };
}

test('an answer is known, with its route and time', async () => {
  const { ask } = run(tags, [{ TagSet: [] }]);
  expect(await ask()).toEqual({
    known: true,
    value: [],
    from: 'direct',
    at: '2026-01-01T00:00:00.000Z',
  });
});

test('"not configured" is known too', async () => {
  const { ask } = run(tags, [failing('NoSuchTagSet', 404)]);
  expect(await ask()).toMatchObject({ known: true, value: null });
});

test('a refusal is evidence that names the action, and is not asked twice', async () => {
  const { ask, sent } = run(tags, [failing('AccessDenied', 403)]);
  expect(await ask()).toEqual({
    known: false,
    gap: 'denied',
    actions: ['s3:GetBucketTagging'],
    tried: [{ route: 'direct', gap: 'denied', detail: 'AccessDenied' }],
    detail: 'AccessDenied',
  });
  expect(sent).toHaveLength(1);
});

test('throttling is waited out', async () => {
  const slow = failing('SlowDown', 503);
  const { ask, sent, waited, on } = run(tags, [slow, slow, slow, { TagSet: [] }]);
  expect(await ask()).toMatchObject({ known: true });
  expect(sent).toHaveLength(4);
  expect(waited()).toBeGreaterThan(500);
  expect(on.log.totals()).toEqual({ calls: 4, throttled: 3, retried: 3 });
});

test('throttling without end becomes a gap after eight tries', async () => {
  const { ask, sent } = run(tags, [failing('SlowDown', 503)]);
  expect(await ask()).toMatchObject({ known: false, gap: 'throttled', detail: 'SlowDown' });
  expect(sent).toHaveLength(8);
});

test('server errors are tried three times', async () => {
  const { ask, sent } = run(tags, [failing('InternalError', 500)]);
  expect(await ask()).toMatchObject({ known: false, gap: 'failed', detail: 'InternalError' });
  expect(sent).toHaveLength(3);
});

test('a fault of our own reading is a gap, and never passes for a network fault', async () => {
  const { ask } = run(tags, [{ Other: 1 }]);
  expect(await ask()).toMatchObject({ known: false, gap: 'failed', detail: 'UnexpectedAnswer' });
});

const lost = new TypeError('Failed to fetch');
const ok = { TagSet: [] };

test('in a browser a call of the whole Region that is silent twice is blocked, and the rest is not sent', async () => {
  const { ask, askOf, sent, waited, on } = run(tags, [lost], true);
  expect(await askOf('')).toMatchObject({ known: false, gap: 'blocked', detail: 'NoAnswer' });
  expect(await ask()).toMatchObject({ known: false, gap: 'blocked', detail: 'NoAnswer' });
  expect(sent).toHaveLength(2);
  expect(waited()).toBeGreaterThan(0);
  expect(on.log.lines()[0]?.outcomes).toEqual({ blocked: 2 });
  expect(on.reach.skipped()).toMatchObject([{ region: 'eu-west-1', service: 's3' }]);
});

test('in a browser one connection that breaks at first is tried again, and nothing is blocked', async () => {
  const { askOf, sent, on } = run(tags, [lost, ok], true);
  expect(await askOf('')).toMatchObject({ known: true });
  expect(await askOf('b')).toMatchObject({ known: true });
  expect(sent).toHaveLength(3);
  expect(on.log.lines()[0]?.outcomes).toEqual({ network: 1, ok: 2 });
  expect(on.reach.skipped()).toEqual([]);
});

test('many at once wait for the first, and learn from two buckets that the place is blocked', async () => {
  const { askOf, sent } = run(tags, [lost], true);
  const names = Array.from({ length: 30 }, (_, at) => `bucket-${at % 3}`).sort();
  const all = await Promise.all(names.map(askOf));
  expect(all.every((e) => !e.known && e.gap === 'blocked')).toBe(true);
  expect(sent.map(({ input }) => input['Bucket'])).toEqual([
    ...['bucket-0', 'bucket-0', 'bucket-1', 'bucket-1'],
  ]);
});

test('one bucket that is silent from the first does not keep others from being read', async () => {
  for (const browser of [true, false]) {
    const { passage, askOf, sent, on } = run(tags, [ok], browser);
    const { send } = passage;
    passage.send = async (...args) => {
      const answer = await send(...args);
      if (sent.at(-1)?.input['Bucket'] === 'broken') throw lost;
      return answer;
    };
    const broken = Promise.all(Array.from({ length: 17 }, () => askOf('broken')));
    const others = await Promise.all(Array.from({ length: 5 }, (_, at) => askOf(`good-${at}`)));
    expect(others.every(({ known }) => known)).toBe(true);
    expect((await broken).every(({ known }) => !known)).toBe(true);
    expect((await askOf('good-late')).known).toBe(true);
    expect(on.reach.skipped()).toEqual([]);
  }
});

test('once a service has answered, silence is the network and is tried again', async () => {
  const { ask, sent } = run(tags, [ok, lost, ok], true);
  await ask();
  expect(await ask()).toMatchObject({ known: true });
  expect(sent).toHaveLength(3);
});

test('a Region that never answers is given up after two buckets, with its reason', async () => {
  const { askOf, sent, on } = run(tags, [new Error('ECONNREFUSED')]);
  expect(await askOf('a')).toMatchObject({ known: false, gap: 'network', detail: 'NoAnswer' });
  expect(await askOf('b')).toMatchObject({ known: false, gap: 'network', detail: 'NoAnswer' });
  const all = await Promise.all(Array.from({ length: 10 }, (_, at) => askOf(`bucket-${at}`)));
  expect(
    all.every((e) => !e.known && e.gap === 'skipped' && e.detail === 'RegionUnreachable'),
  ).toBe(true);
  expect(sent).toHaveLength(6);
  expect(on.reach.skipped()).toEqual([
    { region: 'eu-west-1', service: 's3', reason: 'No call there succeeded.' },
  ]);
});

test('where there is one bucket only, it alone is left after three calls', async () => {
  const { ask, sent, on } = run(tags, [new Error('ECONNREFUSED')]);
  const all = await Promise.all(Array.from({ length: 17 }, ask));
  expect(sent).toHaveLength(5);
  expect(
    all.filter((e) => !e.known && e.gap === 'skipped' && e.detail === 'Unreachable'),
  ).toHaveLength(14);
  expect(on.reach.skipped()).toEqual([]);
});

test('a Region that stops answering is given up after three buckets in a row, and an answer between counts', async () => {
  const broken = failing('InternalError', 500);
  const bad = [broken, broken, broken];
  const { askOf, sent, on } = run(tags, [ok, ...bad, ...bad, ok, ...bad, ...bad, ...bad]);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await askOf(name);
  expect(on.reach.skipped()).toEqual([]);
  await askOf('g');
  expect(on.reach.skipped()).toEqual([
    {
      region: 'eu-west-1',
      service: 's3',
      reason: 'Three calls in a row failed, each about something else.',
    },
  ]);
  const before = sent.length;
  expect(await askOf('h')).toMatchObject({
    known: false,
    gap: 'skipped',
    detail: 'RegionUnreachable',
  });
  expect(sent).toHaveLength(before);
});

test('an answer to a call that was under way opens a Region that was given up', async () => {
  const { askOf, on, passage } = run(tags, [ok]);
  await askOf('a');
  const { send } = passage;
  let answer: () => void = () => undefined;
  passage.send = async (...args) => {
    const { input } = args[2] as { input: Record<string, unknown> };
    if (input['Bucket'] !== 'slow') throw lost;
    await new Promise<void>((go) => (answer = go));
    return send(...args);
  };
  const slow = askOf('slow');
  for (const name of ['b', 'c', 'd']) await askOf(name);
  expect(on.reach.skipped()).toHaveLength(1);
  answer();
  expect((await slow).known).toBe(true);
  expect(on.reach.skipped()).toEqual([]);
  passage.send = send;
  expect((await askOf('e')).known).toBe(true);
});

test('a bucket is followed to its Region, where its other reads go too', async () => {
  const { ask, sent, home } = run(tags, [
    failing('PermanentRedirect', 301, 'us-east-2'),
    { TagSet: [] },
  ]);
  expect(await ask()).toMatchObject({ known: true });
  expect(sent.map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-2']);
  expect(home.region).toBe('us-east-2');
});

test('a bucket that sends us in circles is a gap', async () => {
  const a = failing('PermanentRedirect', 301, 'us-east-2');
  const b = failing('PermanentRedirect', 301, 'eu-west-1');
  const { ask, sent } = run(tags, [a, b, a, b, a, b]);
  expect(await ask()).toMatchObject({ known: false, gap: 'failed' });
  expect(sent.length).toBeLessThan(6);
});

test('an expired session ends the line', async () => {
  const { ask, refused } = run(tags, [failing('ExpiredToken', 400)]);
  expect(await ask()).toMatchObject({ known: false, gap: 'skipped', detail: 'ExpiredToken' });
  expect(refused).toEqual(['ExpiredToken']);
});

test('a Region that does not take the token is left out when STS still takes it', async () => {
  const { ask, refused, on } = run(tags, [failing('InvalidToken', 400)]);
  expect(await ask()).toMatchObject({ known: false, gap: 'denied', detail: 'InvalidToken' });
  expect(await ask()).toMatchObject({ known: false, gap: 'skipped', detail: 'RegionRefusesToken' });
  expect(refused).toEqual([]);
  expect(on.reach.skipped()).toHaveLength(1);
});

test('the same answer ends the session when STS refuses it too', async () => {
  const { ask, refused } = run(tags, [failing('InvalidToken', 400)], false, false);
  await ask();
  expect(refused).toEqual(['InvalidToken']);
});

test('pages become one complete collection', async () => {
  const { ask, sent } = run(paged, [{ items: ['a'], more: 't' }, { items: ['b'] }]);
  expect(await ask()).toMatchObject({ value: { items: ['a', 'b'], complete: true, gaps: [] } });
  expect(sent[1]?.input).toMatchObject({ Bucket: 'b', Token: 't' });
});

test('a list that breaks off is known and incomplete, with the reason', async () => {
  const { ask } = run(paged, [{ items: ['a'], more: 't' }, failing('AccessDenied', 403)]);
  expect(await ask()).toMatchObject({
    known: true,
    value: { items: ['a'], complete: false, gaps: [{ gap: 'denied', detail: 'AccessDenied' }] },
  });
});

test('a later page that cannot be read leaves the pages before it', async () => {
  const { ask } = run(paged, [{ items: ['a'], more: 't' }, { other: 1 }]);
  expect(await ask()).toMatchObject({
    known: true,
    value: { items: ['a'], complete: false, gaps: [{ gap: 'failed', detail: 'UnexpectedAnswer' }] },
  });
});

test('an endpoint that sends the same page for ever is left, and the list is not complete', async () => {
  const { ask, sent } = run(paged, [{ items: ['a'], more: 't' }]);
  expect(await ask()).toMatchObject({
    known: true,
    value: { complete: false, gaps: [{ gap: 'failed', detail: 'RepeatedPage' }] },
  });
  expect(sent).toHaveLength(2);
});

test('a late refusal of credentials that have been replaced is asked again, and nobody is told', async () => {
  const { on, ask, refused, sent, passage } = run(tags, [
    failing('ExpiredToken', 400),
    { TagSet: [] },
  ]);
  let generation = 0;
  const { send } = passage;
  on.roof.generation = () => generation;
  passage.send = async (...args) => {
    // They are renewed while the first request is on its way.
    generation = 1;
    return send(...args);
  };
  expect(await ask()).toMatchObject({ known: true, value: [] });
  expect(sent).toHaveLength(2);
  expect(refused).toEqual([]);
});

test('with new credentials a refused call is sent again, as often as they expire, and no try is used up', async () => {
  const expired = failing('ExpiredToken', 400);
  const answers = [expired, expired, expired, expired, { TagSet: [] }];
  const { on, ask, sent } = run(tags, answers);
  let renewed = 0;
  on.refuse = async () => {
    renewed++;
    return true;
  };
  expect(await ask()).toMatchObject({ known: true });
  expect([sent.length, renewed, on.log.totals().retried]).toEqual([5, 4, 0]);
});

test('nothing is sent while the gate is closed, and a stop lets it end unsent', async () => {
  const { on, ask, sent } = run(tags, [{ TagSet: [] }]);
  on.gate.pause();
  const asking = ask();
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(sent).toHaveLength(0);
  on.gate.resume();
  expect(await asking).toMatchObject({ known: true });

  on.gate.pause();
  const stop = new AbortController();
  on.signal = stop.signal;
  const stopping = ask();
  stop.abort();
  expect(await stopping).toMatchObject({ known: false, gap: 'skipped', detail: 'Cancelled' });
  expect(sent).toHaveLength(1);
});
