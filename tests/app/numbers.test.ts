import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { screen, waitFor } from '@testing-library/svelte';
import { beforeAll, expect, test } from 'vitest';
import { anyBucket, queryFrom } from '../../src/app/views/bucket-query.ts';
import { audit } from '../../src/audit/audit.ts';
import * as checks from '../../src/checks/index.ts';
import { severities, topics, type VerdictWord, verdicts } from '../../src/model/check.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { fakeEngine } from './fake-engine.ts';
import { goTo, openPage } from './page.ts';

/** A number of the overview that is a link: what it says, and where it leads. */
interface Link {
  says: string;
  count: number;
  href: string;
}

const overview = '#/audit/one';
const registry = Object.values(checks);
const checkOf = new Map(registry.map((check) => [check.id as string, check]));
const numberIn = (text: string | null | undefined) =>
  Number((/\d[\d,]*/.exec(text ?? '')?.[0] ?? 'NaN').replaceAll(',', ''));
const textOf = (node: Element) => (node.textContent ?? '').replace(/\s+/g, ' ').trim();

let snapshot: Snapshot;
/** What `npm run audit` prints of the sample, one line each. */
let findings: readonly Finding[];
beforeAll(async () => {
  snapshot = JSON.parse(gunzipSync(await readFile('public/sample.json.gz')).toString()) as Snapshot;
  findings = [...audit(snapshot, registry)];
});

/** Names carry digits too: a link that is a name counts nothing. */
const isName = (text: string) =>
  registry.some(({ title }) => title === text) ||
  snapshot.facts.some(({ resource, region }) => resource === text || region === text);

async function linksOf(): Promise<Link[]> {
  await screen.findByRole('heading', { level: 1, name: /buckets are public/ });
  await waitFor(() => expect(document.querySelector('#exposed ~ ul a')).not.toBeNull());
  return [...document.querySelectorAll('main a')].flatMap((node) => {
    const [says, href] = [textOf(node), node.getAttribute('href') ?? ''];
    // The 3 of S3 counts nothing.
    return isName(says) || !/\d/.test(says.replaceAll('S3', ''))
      ? []
      : { says, count: numberIn(says), href };
  });
}

/** The findings that an address of a list asks for, as its filters say. */
function meant(query: URLSearchParams, check = query.get('check') ?? ''): Finding[] {
  const [verdict, severity, topic, region] = ['verdict', 'severity', 'topic', 'region'].map(
    (name) => query.get(name) ?? '',
  );
  return findings.filter(
    (finding) =>
      (!verdict || finding.verdict === verdict) &&
      (!severity || finding.severity === severity) &&
      (!topic || checkOf.get(finding.check)?.topic === topic) &&
      (!region || finding.region === region) &&
      (check === '' || finding.check === check),
  );
}

const headings = () => [...document.querySelectorAll('main :is(h1, h2)')].map(textOf);
const showsIn = (list: readonly string[], count: number) =>
  list.some((text) => (text.match(/\d[\d,]*/g) ?? []).some((one) => numberIn(one) === count));

/** Opens the overview of the sample, and gives its numbers once each. */
async function openOverview() {
  const { engine } = fakeEngine([{ id: 'one', snapshot, origin: 'sample' }]);
  openPage(engine, overview);
  return { engine, links: await linksOf() };
}
const isOfCheck = ({ href }: Link) => /\/checks\//.test(href);

test.each([
  ['of findings and buckets', (link: Link) => !isOfCheck(link)],
  ['of one check', isOfCheck],
])('every number of the overview %s leads to a list that says and holds as many', async (_, is) => {
  const { engine, links } = await openOverview();
  const wanted = links.filter(is);
  expect(wanted.length).toBeGreaterThan(15);
  for (const { says, count, href } of wanted) {
    const [path = '', search = ''] = href.split('?');
    const query = new URLSearchParams(search);
    const [, , , kind, check] = path.split('/');
    if (location.hash !== href) await goTo(href);
    await waitFor(() => expect(headings(), `${says} → ${href}`).not.toEqual([]));
    await waitFor(() =>
      expect(showsIn(headings(), count), `${says} → ${href}: ${headings().join(' | ')}`).toBe(true),
    );

    if (kind === 'buckets') {
      const named = new Set(
        meant(query).flatMap((one) => (one.resourceType === 'bucket' ? one.resource : [])),
      );
      const list = { ...anyBucket, ...queryFrom(query) };
      const { matching, rows } = await engine.buckets('one', list, 0, 10_000);
      expect({ says, rows: rows.length, matching, named: named.size }).toEqual({
        ...{ says, rows: count, matching: count, named: count },
      });
    } else if (check !== undefined) {
      const verdict = query.get('verdict') as VerdictWord;
      const { rows } = await engine.checkFindings('one', check, verdict, 0, 10_000);
      expect({ says, rows: rows.length, meant: meant(query, check).length }).toEqual({
        ...{ says, rows: count, meant: count },
      });
    } else if (kind === 'calls') {
      const made = snapshot.calls.reduce((sum, line) => sum + line.count, 0);
      expect({ says, count }).toEqual({ says, count: made });
    } else {
      expect(`${says} → ${kind}`).toBe(`${says} → checks`);
      const verdict = query.get('verdict') as VerdictWord;
      const rows = [...document.querySelectorAll('[data-rows] li')].map((row) => ({
        href: row.querySelector('a.count')?.getAttribute('href') ?? '',
        count: numberIn(row.querySelector('a.count')?.textContent),
      }));
      for (const row of rows) {
        const id = row.href.split('?')[0]?.split('/').at(-1) ?? '';
        expect(row.href).toContain(`verdict=${verdict}`);
        const { rows: lines } = await engine.checkFindings('one', id, verdict, 0, 10_000);
        expect({ id, lines: lines.length }).toEqual({ id, lines: row.count });
      }
      const sum = rows.reduce((all, row) => all + row.count, 0);
      expect({ says, sum }).toEqual({ says, sum: meant(query).length });
      expect({ says, count }).toEqual({ says, count: /checks?$/.test(says) ? rows.length : sum });
    }
  }
});

test('none of them has become plain text', async () => {
  const { links } = await openOverview();
  const said = links.map(({ says }) => says);
  const fails = findings.filter(({ verdict }) => verdict === 'fail');
  const of = (word: string) => findings.filter(({ verdict }) => verdict === word).length;
  expect(said.slice(1, 1 + verdicts.length).map(numberIn)).toEqual(verdicts.map(of));
  for (const topic of topics) {
    const count = fails.filter(({ check }) => checkOf.get(check)?.topic === topic).length;
    const title = `${count} fails: ${topic}`;
    expect(said.filter((one) => one === title)).toHaveLength(count > 0 ? 1 : 0);
  }
  for (const severity of severities) {
    const count = fails.filter((finding) => finding.severity === severity).length;
    const title = new RegExp(`^${severity} ${count} fails?$`, 'i');
    expect(said.filter((one) => title.test(one))).toHaveLength(count > 0 ? 1 : 0);
  }
});

test('what stands over the table of fails is the sum of its rows', async () => {
  await openOverview();
  const wrong = document.querySelector('#wrong')?.parentElement as HTMLElement;
  const rows = [...wrong.querySelectorAll('tbody tr')].map((row) => [
    ...[...row.querySelectorAll('td')].map(textOf),
  ]);
  const tags = [...wrong.querySelectorAll('ul a')].map(textOf);
  expect(tags.length).toBeGreaterThan(2);
  for (const tag of tags) {
    const [severity = ''] = tag.split(' ');
    const sum = rows
      .filter(([first]) => first === severity)
      .reduce(
        (all, [, , where = '']) => all + (where.startsWith('the account') ? 1 : numberIn(where)),
        0,
      );
    expect(`${severity} ${sum}`).toBe(`${severity} ${numberIn(tag)}`);
  }
});
