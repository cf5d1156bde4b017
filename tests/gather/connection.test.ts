import { describe, expect, test } from 'vitest';
import { configProbe } from '../../src/gather/config/query.ts';
import { findWays, type Ways } from '../../src/gather/connection/probe.ts';
import { readableChecks } from '../../src/gather/connection/readable.ts';
import { furtherGatherers } from '../../src/gather/further.ts';
import type { Service } from '../../src/gather/gatherer.ts';
import { type Passage, type Roof, SessionError } from '../../src/gather/roof.ts';
import type { FactName } from '../../src/model/facts.ts';
import type { Route } from '../../src/model/evidence.ts';

const failing = (name: string, status?: number) =>
  Object.assign(new Error(name), {
    name,
    $metadata: { httpStatusCode: status },
    ...(status !== undefined && { $response: { statusCode: status, headers: {} } }),
  });
const withheld = failing('TypeError');
const outputs: Readonly<Record<string, object>> = {
  ListBucketsCommand: {
    Buckets: [
      { Name: 'a', BucketRegion: 'eu-west-1' },
      { Name: 'b', BucketRegion: 'eu-south-1' },
    ],
  },
  DescribeRegionsCommand: { Regions: [{ RegionName: 'eu-west-1', OptInStatus: 'opted-in' }] },
  GetPublicAccessBlockCommand: { PublicAccessBlockConfiguration: {} },
  GetCallerIdentityCommand: { Account: '111122223333', Arn: 'arn:aws:iam::1:user/u', UserId: 'u' },
};

/** A roof whose ways answer as `answer` says: an error, or nothing for an answer. */
function roofOf(
  routes: Partial<Record<Route, readonly string[] | null>>,
  answer: (route: Route, service: Service, region: string) => Error | null,
) {
  const sent: string[] = [];
  const passages = (Object.entries(routes) as [Route, readonly string[] | null][]).map(
    ([route, regions]): Passage => ({
      route,
      browser: true,
      serves: (service, region) =>
        regions === null || (service === 's3' && regions.includes(region)),
      ...(regions && { regions }),
      async send(service, region, command) {
        sent.push(`${route} ${service} ${region}`);
        const error = answer(route, service, region);
        if (error) throw error;
        return outputs[(command as object).constructor.name];
      },
    }),
  );
  const roof: Roof = {
    passages,
    now: () => '2026-01-01T00:00:00.000Z',
    clock: () => 0,
    wait: async () => undefined,
    random: () => 0,
  };
  return { roof, sent };
}
const plan = {
  region: 'eu-west-1',
  partition: 'aws',
  account: '111122223333',
  provider: 'aws',
} as const;
const signal = new AbortController().signal;

describe('the ways', () => {
  test('are asked in each Region that holds buckets, once for each service', async () => {
    const { roof, sent } = roofOf({ direct: null }, () => null);
    const found = await findWays(plan, roof, signal);
    expect(found).toMatchObject({
      regions: ['eu-south-1', 'eu-west-1'],
      buckets: 2,
      listedBy: 'direct',
      calls: 6,
    });
    expect(found.ways.map(({ service, region, state }) => `${service} ${region} ${state}`)).toEqual(
      [
        'ec2 eu-west-1 open',
        's3 eu-south-1 open',
        's3 eu-west-1 open',
        's3control eu-south-1 open',
        's3control eu-west-1 open',
      ],
    );
    expect(sent).toHaveLength(6);
  });

  test('to AWS Config are one, though it is asked for records and of itself', async () => {
    const { roof } = roofOf({ direct: null }, () => null);
    const asking = { ...roof, further: async () => furtherGatherers };
    const { ways } = await findWays(plan, asking, signal, configProbe);
    const names = ways.map(({ service, region, route }) => `${service} ${region} ${route}`);
    expect(names).toContain('config eu-west-1 config');
    expect(names).toEqual([...new Set(names)]);
  });

  test('that a browser withholds are told apart from those that refuse, and the list comes by the relay', async () => {
    const { roof } = roofOf({ direct: null, relay: ['eu-west-1'] }, (route, service) =>
      route === 'direct' && service === 's3'
        ? withheld
        : service === 's3control'
          ? failing('AccessDenied', 403)
          : null,
    );
    const found = await findWays(plan, roof, signal);
    expect(found).toMatchObject({ listedBy: 'relay', buckets: 2 });
    expect(
      found.ways.map(
        ({ service, region, route, state }) => `${service} ${region} ${route} ${state}`,
      ),
    ).toEqual([
      'ec2 eu-west-1 direct open',
      's3 eu-south-1 direct blocked',
      's3 eu-west-1 direct blocked',
      's3 eu-west-1 relay open',
      's3control eu-south-1 direct open',
      's3control eu-west-1 direct open',
    ]);
  });

  test('are asked in the first Region alone where the list cannot be read', async () => {
    const { roof } = roofOf({ direct: null }, (_, service) => (service === 's3' ? withheld : null));
    const found = await findWays(plan, roof, signal);
    expect(found).toMatchObject({ regions: ['eu-west-1'], buckets: null, listedBy: null });
  });

  test('to AWS Config count only where it may be asked and has recorded something', async () => {
    const roof = (answer: object | Error) => {
      const made = roofOf({ direct: null }, (_, service) => (service === 's3' ? withheld : null));
      const [direct] = made.roof.passages as [Passage];
      const send: Passage['send'] = async (service, ...rest) => {
        if (service !== 'config') return direct.send(service, ...rest);
        if (answer instanceof Error) throw answer;
        return answer;
      };
      return { ...made.roof, passages: [{ ...direct, send }] };
    };
    const states = async (answer: object | Error) =>
      (await findWays(plan, roof(answer), signal, configProbe)).ways
        .filter(({ service }) => service === 'config')
        .map(({ route, state }) => `${route} ${state}`);
    expect(await states({ Results: ['{"resourceId":"a"}'] })).toEqual(['config open']);
    expect(await states({ Results: [] })).toEqual(['config empty']);
    expect(await states(failing('AccessDeniedException', 400))).toEqual(['config denied']);
    expect(await states(withheld)).toEqual(['config blocked']);
  });

  test('of a Region that does not take the token are no refusal of the credentials', async () => {
    const { roof } = roofOf({ direct: null }, (_, service, region) =>
      region === 'eu-south-1' && service === 's3' ? failing('InvalidToken', 400) : null,
    );
    const found = await findWays(plan, roof, signal);
    expect(
      found.ways.find(({ region, service }) => region === 'eu-south-1' && service === 's3'),
    ).toMatchObject({
      state: 'refused',
      code: 'InvalidToken',
    });
  });

  test('end with the session where it is refused, and with the signal', async () => {
    const expired = roofOf({ direct: null }, () => failing('ExpiredToken', 400));
    await expect(findWays(plan, expired.roof, signal)).rejects.toThrow(SessionError);
    const stopped = AbortSignal.abort();
    const { roof } = roofOf({ direct: null }, () => null);
    await expect(findWays(plan, roof, stopped)).rejects.toThrow('aborted');
  });
});

describe('what they let checks read', () => {
  const way = (service: Ways['ways'][number]['service'], region: string, route: Route) => ({
    ...{ service, region, route, code: '' },
    state: 'open' as const,
  });
  const found = (ways: Ways['ways'], change: Partial<Ways> = {}): Ways => ({
    ways,
    regions: ['eu-west-1', 'us-east-1'],
    buckets: 2,
    listedBy: 'relay',
    calls: 0,
    ...change,
  });
  const recorded = new Set<FactName>(['policy', 'buckets']);
  const of = (ways: Ways['ways'], facts: readonly FactName[], change: Partial<Ways> = {}) =>
    readableChecks([{ id: 'it', facts, everyFact: false }], found(ways, change), recorded)[0];
  const everywhere = [way('s3', 'eu-west-1', 'relay'), way('s3', 'us-east-1', 'relay')];

  test('all, where each Region is led to', () => {
    expect(of(everywhere, ['policy', 'acl'])).toEqual({
      ...{ id: 'it', extent: 'all', missing: [], openers: [] },
    });
  });
  test('some, where one Region is not, or one fact is not', () => {
    expect(of(everywhere.slice(0, 1), ['policy'])).toEqual({
      ...{ id: 'it', extent: 'some', missing: ['policy'] },
      openers: ['relay', 'config', 'collector'],
    });
    expect(of(everywhere, ['policy', 'accountPublicAccessBlock'])).toEqual({
      ...{ id: 'it', extent: 'some', missing: ['accountPublicAccessBlock'] },
      openers: ['collector'],
    });
  });
  test('none, where nothing of it can be read, or no bucket is known', () => {
    expect(of([], ['acl'])).toMatchObject({ extent: 'none', missing: ['acl'] });
    expect(of([], ['acl'], { listedBy: null, buckets: null })).toMatchObject({
      extent: 'none',
      missing: ['buckets', 'acl'],
      openers: ['relay', 'collector'],
    });
  });
  test('no relay is named as a step where S3 answers in every Region and refuses', () => {
    expect(of(everywhere, ['acl'], { listedBy: null, buckets: null })).toMatchObject({
      extent: 'none',
      missing: ['buckets'],
      openers: ['config', 'collector'],
    });
  });
  test.each(['open', 'denied', 'empty'] as const)(
    'where AWS Config delivers to can be asked of it, whatever its records: %s',
    (state) => {
      const config = [way('config', 'eu-west-1', 'config'), way('config', 'us-east-1', 'config')];
      const ways = config.map((one) => ({ ...one, state }));
      expect(of(ways, ['deliveryChannels'])).toMatchObject({ extent: 'all' });
      expect(of(ways, ['policy'])).toMatchObject({ extent: state === 'open' ? 'all' : 'none' });
    },
  );
  test('what AWS Config records counts where it answers, and only that', () => {
    const config = [way('config', 'eu-west-1', 'config'), way('config', 'us-east-1', 'config')];
    expect(of(config, ['policy'])).toMatchObject({ extent: 'all' });
    expect(of(config, ['policy', 'ownership'])).toMatchObject({
      ...{ extent: 'some', missing: ['ownership'] },
      openers: ['relay', 'collector'],
    });
  });
  test('what AWS says of a policy is not missed beside its text, but for a check of every read', () => {
    const config = [way('config', 'eu-west-1', 'config'), way('config', 'us-east-1', 'config')];
    expect(of(config, ['policy', 'policyStatus'])).toMatchObject({ extent: 'all', missing: [] });
    const every = { id: 'it', facts: ['policy', 'policyStatus'], everyFact: true } as const;
    expect(readableChecks([every], found(config), recorded)[0]).toMatchObject({
      ...{ extent: 'some', missing: ['policyStatus'] },
    });
    expect(of([], ['policy', 'policyStatus'])).toMatchObject({
      missing: ['policy', 'policyStatus'],
    });
  });
  test('one Region answers for the account', () => {
    expect(
      of([way('s3control', 'us-east-1', 'direct')], ['accountPublicAccessBlock']),
    ).toMatchObject({ extent: 'all' });
  });
});
