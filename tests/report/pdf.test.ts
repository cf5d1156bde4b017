import { ofReadings } from '../../src/gather/readings.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import type { CallCount, Reading } from '../../src/model/snapshot.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { readPdf, squeezed, type Read } from './poppler.ts';
import * as allChecks from '../../src/checks/index.ts';
import { bucket, smallAccount as allKinds, snapshotOf } from '../app/account.ts';
import { allow, block, policy } from '../samples.ts';
import { differing, hostileAccount, smallAccount } from './account.ts';
import { madeUpChecks } from './checks.ts';
import { makePdf } from '../../src/report/pdf/report.ts';
import { inputFor, loadFont, pdfOf } from './make-pdf.ts';

/** Page on which a chapter begins, from 1, as its bookmark says; 0 where it has none, or the page has not the title. */
const pageOf = ({ pages, outline }: Read, title: string) => {
  const page = Number(new RegExp(`<item page="(\\d+)">${title}</item>`).exec(outline)?.[1] ?? 0);
  return new RegExp(`^${title}$`, 'm').test(pages[page - 1] ?? '') ? page : 0;
};

const textOf = ({ pages }: Read) => pages.join('\n');

describe('a small account', () => {
  let read: Read;
  beforeAll(async () => {
    read = await readPdf(await pdfOf(smallAccount()));
  });

  test('is a document that another program reads without complaint', () => {
    expect(read.complaints).toBe('');
    expect(read.info).toMatchObject({
      Title: 'Amazon S3 security report, account 111122223333',
      Tagged: 'yes',
      'PDF version': '1.7',
      Encrypted: 'no',
      JavaScript: 'no',
    });
    expect(read.info['Page size']).toContain('A4');
  });

  test('says on its cover what was read, when, by whom and with what', () => {
    const [cover = ''] = read.pages;
    for (const words of [
      'AWS account 111122223333',
      '24 November 2026, 09:28 UTC to 24 November 2026, 09:31 UTC',
      'bucketproof-collector 0.1.0',
      '16 of 18 questions assessed',
      'A snapshot in time',
    ])
      expect(cover).toContain(words);
    expect(squeezed(cover)).toContain('assumed-role/SecurityAudit/anna.schmidt@example.com');
    expect(cover).not.toContain('SAMPLE');
  });

  test('has the title that the user gave the audit on its cover', async () => {
    const title = 'Quarter 4 <b>review</b>';
    const parts = await makePdf({ ...inputFor(smallAccount()), title }, { loadFont });
    const { pages } = await readPdf(Buffer.concat(parts), { textOnly: true });
    expect(pages[0]).toContain(title);
    expect(read.pages[0]).not.toContain(title);
  });

  test('says on its cover what the user has set, and lists all of it at the end', async () => {
    const settings = {
      ...defaultSettings,
      trustedAccounts: [{ id: '444455556666', label: 'Log archive' }],
    };
    const parts = await makePdf(inputFor({ ...smallAccount(), settings }), { loadFont });
    const { pages } = await readPdf(Buffer.concat(parts), { textOnly: true });
    expect(pages[0]).toContain('Trusted accounts set by the user');
    expect(read.pages[0]).not.toContain('set by the user');
    const whole = (all: readonly string[]) => all.join(' ').replace(/\s+/g, ' ');
    expect(whole(pages)).toContain('Log archive (444455556666)');
    expect(whole(read.pages)).toContain('Trusted accounts none');
  });

  test('counts its pages on each of them', () => {
    expect(read.pages).toHaveLength(Number(read.info.Pages));
    for (const [at, text] of read.pages.entries())
      expect(text).toContain(`Page ${at + 1} of ${read.pages.length}`);
  });

  test('has contents with the pages on which the chapters are', () => {
    const contents = read.pages[1] ?? '';
    for (const title of ['Summary', 'Findings', 'Checklists', 'Not assessed', 'Calls made']) {
      const page = pageOf(read, title);
      expect(page).toBeGreaterThan(2);
      expect(read.structure).toMatch(
        new RegExp(`TOCI\\s+P \\(block\\)\\s+"${title}"\\s+Link \\(inline\\)\\s+"${page}"`),
      );
      expect(contents).toContain(title);
    }
  });

  test('has bookmarks for chapters, findings and checklists', () => {
    for (const title of [
      'Contents',
      'Critical fail: The public cannot reach the bucket',
      'Account 111122223333',
      'acme-website-assets',
      'How to read this report',
    ])
      expect(read.outline).toContain(`>${title}</item>`);
    const page = read.pages.findIndex((text) => text.includes('Bucket acme-website-assets')) + 1;
    expect(read.outline).toContain(`<item page="${page}">acme-website-assets</item>`);
  });

  test('has a page with the number of every checklist in the list of buckets', () => {
    const page = read.pages.findIndex((text) => text.includes('Bucket acme-website-assets')) + 1;
    expect(read.structure).toMatch(
      new RegExp(`TH:[^"]*"acme-website-assets"[\\s\\S]{0,900}?Link \\(inline\\)\\s+"${page}"`),
    );
  });

  test('answers the four questions on one page', () => {
    const summary = read.pages[pageOf(read, 'Summary') - 1] ?? '';
    for (const words of [
      'The public can reach 1 of 5 buckets. For 1 more that could not be settled.',
      'What is exposed',
      'What else is wrong',
      'Versioning is enabled: fails for 1 of 5 buckets.',
      'What could not be seen',
      'Policy status: access was denied. 1 question about 1 resource.',
      'What is good',
      '1 bucket passes everything that applies.',
    ])
      expect(summary.replace(/\s+/g, ' ')).toContain(words);
  });

  test('gives each finding its reason, its remedy, its command, its frameworks and its buckets', () => {
    const text = textOf(read).replace(/\s+/g, ' ');
    for (const words of [
      'Anyone on the internet can copy, list or change',
      'Turn on Block Public Access for the bucket',
      'AWS Security Hub: S3.2, S3.3; CIS AWS Foundations 3.0: 2.1.4; more in the chapter "Frameworks"',
      'The bucket policy is public.',
    ])
      expect(text).toContain(words);
    expect(squeezed(text)).toContain(
      squeezed(madeUpChecks[0]?.fix.cli ?? 'the first check has a command'),
    );
  });

  test('has the ids of every framework once, in a chapter of their own', () => {
    const chapter = (read.pages[pageOf(read, 'Frameworks') - 1] ?? '').replace(/\s+/g, ' ');
    expect(chapter).toContain(
      'CIS AWS Foundations: 2.1.4 (3.0); AWS Security Hub: S3.2, S3.3; house_rules: H-1',
    );
    expect(textOf(read).split('house_rules').length).toBe(2);
  });

  test('has every finding of every resource in the checklists', () => {
    const rows = squeezed(read.structure.replaceAll('"', ''));
    for (const { because } of audit(smallAccount(), madeUpChecks))
      expect(rows).toContain(squeezed(because));
  });

  test('names what was not assessed with the IAM action that would answer it', () => {
    const chapter = read.pages[pageOf(read, 'Not assessed') - 1] ?? '';
    expect(chapter).toContain('s3:GetBucketPolicyStatus');
    expect(chapter.replace(/\s+/g, ' ')).toContain('Access was denied (AccessDenied).');
    expect(chapter).toContain('acme-payroll');
  });

  test('lists the calls made, with how they ended', () => {
    const chapter = (read.pages[pageOf(read, 'Calls made') - 1] ?? '').replace(/\s+/g, ' ');
    expect(chapter).toContain('27 calls were made');
    expect(chapter).toContain('20 answered, 3 not configured, 2 denied');
    expect(chapter).toContain('GetAccountPublicAccessBlock');
    expect(chapter).toContain('unknown');
    expect(chapter).toContain('assumed-role/SecurityAudit/anna.schmidt@example.com');
    expect(chapter).toContain('bucketproof/0.1.0');
  });

  test('tells the routes and times of calls, and each reading, where there are several', async () => {
    const line = (route: 'direct' | 'file', first: string, last: string): CallCount => ({
      ...{ service: 's3', operation: 'GetBucketLifecycleConfiguration', region: 'eu-west-1' },
      ...{ route, count: 3, outcomes: { ok: 3 }, first, last },
    });
    const reading = (who: string, startedAt: string, calls: readonly CallCount[]): Reading => ({
      ...{ tool: { name: 'bucketproof', version: '0.1.0' }, startedAt, endedAt: startedAt, calls },
      identity: `arn:aws:iam::111122223333:user/${who}`,
    });
    const [one, two] = ['2026-11-23T09:30:00.000Z', '2026-11-24T10:00:01.500Z'] as const;
    const found = await readPdf(
      await pdfOf({
        ...smallAccount(),
        ...ofReadings([
          reading('ann', one, [line('file', one, two)]),
          reading('ben', two, [line('direct', two, two)]),
        ]),
      }),
    );
    const chapter = (found.pages[pageOf(found, 'Calls made') - 1] ?? '').replace(/\s+/g, '');
    for (const text of [
      'GetBucketLifecycle(s3,intheAPIGetBucketLifecycleConfiguration)',
      '2026-11-2309:30:00to2026-11-2410:00:01',
      'collector',
      'user/ann',
      'user/ben',
    ])
      expect(chapter).toContain(text);
  });

  test('keeps all text within the page', () => {
    expect(read.words.length).toBeGreaterThan(1000);
    for (const { left, top, right, bottom } of read.words) {
      expect(left).toBeGreaterThan(49);
      expect(right).toBeLessThan(546);
      expect(top).toBeGreaterThan(20);
      expect(bottom).toBeLessThan(820);
    }
  });
});

describe('who gets in', () => {
  let read: Read;
  beforeAll(async () => {
    const waiting = bucket('acme-waiting', {
      policy: policy(
        allow('s3:GetObject', { Sid: 'Open', Resource: 'arn:aws:s3:::acme-waiting/*' }),
      ),
      policyStatus: { isPublic: true },
      publicAccessBlock: block('restrictPublicBuckets'),
    });
    const account = allKinds();
    const facts = [...account.facts, waiting, differing('acme-differs')];
    read = await readPdf(await pdfOf({ ...account, facts }));
  });

  test('is told of all buckets at a glance', () => {
    const text = textOf(read).replace(/\s+/g, ' ');
    expect(text).toContain('acme-website Own Public Own Own Own Nothing');
    expect(text).toContain('acme-waiting Own Own Own Own Own More');
    expect(text).toContain('acme-vault Unknown Unknown Unknown Unknown Unknown Unknown');
  });

  test('is told of each bucket, with the chain where it is more than the owner’s account', () => {
    const text = textOf(read).replace(/\s+/g, ' ');
    expect(text).toContain('Anyone on the Internet');
    expect(text).toMatch(/Statement EveryoneReads allows s3:GetObject to everyone\./);
    expect(text).toMatch(/Unknown because the .* could not be read\./);
  });

  test('is told where AWS and this reading differ, with why', () => {
    const text = textOf(read).replace(/\s+/g, ' ');
    expect(text).toMatch(
      /Where AWS and this reading differ: 1\. S3 reports the policy as public\. 2\. Our own reading differs: .* 3\. Statement 1: AWS may judge otherwise/,
    );
    expect(text.split('Where AWS and this reading differ').length, 'said of one bucket').toBe(2);
  });

  test('is told of what waits behind a block', () => {
    const text = textOf(read).replace(/\s+/g, ' ');
    expect(text).toContain('Who gets in: The owner’s account only, for everything.');
    expect(text).toContain(
      'Without Block Public Access, and with ACLs enabled, this would be open to more:',
    );
    expect(text).toMatch(/Statement Open allows s3:GetObject to everyone\./);
  });

  test('embeds every font it is set in', () => {
    expect(read.fonts.length).toBeGreaterThan(3);
    for (const font of read.fonts) expect(font).toMatch(/ yes yes yes +\d+ +\d+$/);
  });
});

describe('the structure tree', () => {
  test('has headings, lists, tables with headers, figures with words, and every word of the text', async () => {
    const { structure, pages } = await readPdf(await pdfOf(smallAccount()));
    for (const tag of [
      'H1',
      'H2',
      'P',
      'L',
      'LI',
      'LBody',
      'Table',
      'TR',
      'TH',
      'TD',
      'TOC',
      'TOCI',
      'Link',
      'Code',
    ])
      expect(structure).toMatch(new RegExp(`^ +${tag}(:| |$)`, 'm'));
    expect(structure).toMatch(/Figure[^\n]*\n[\s\S]{0,200}?"Answers by verdict/);
    expect(structure).not.toContain('Artifact');

    const tagged = squeezed(structure);
    const furniture =
      /^(Amazon S3 security report · .*|24 November 2026|Bucketproof, rules .*|Page \d+ of \d+)$/;
    const lines = pages
      .flatMap((page) => page.split('\n'))
      .filter((line) => line.trim() !== '' && !furniture.test(line.trim()));
    expect(lines.length).toBeGreaterThan(200);
    for (const line of lines) expect(tagged).toContain(squeezed(line));
  });

  test('has words apart where lines end', async () => {
    const { structure } = await readPdf(await pdfOf(smallAccount()));
    expect(structure).toContain('says nothing about any time before or after');
    expect(structure).toContain('Restrict Public Buckets is off. The bucket policy is public.');
    expect(structure).toContain('Critical The public cannot reach the bucket');
  });
});

test('what stays open for another reason than a fact has room for its sentence', async () => {
  const checks = Object.values(allChecks);
  const { pages } = await readPdf(await pdfOf(snapshotOf([]), checks), { textOnly: true });
  const says = /Open for another reason\s+Open\s+((?:.+\n)+)/.exec(pages.join('\n'))?.[1] ?? '';
  const lines = says.split('\n').filter((line) => line !== '');
  expect(lines[0]).toMatch(/^5 of 5 names that AWS services derive from the account id/);
  expect(lines.length).toBeLessThan(5);
});

test('the sample account is marked on every page, in the title and on the cover', async () => {
  const { pages, info } = await readPdf(await pdfOf(smallAccount({ sample: true })));
  expect(info.Title).toMatch(/^SAMPLE: /);
  for (const page of pages) expect(page).toContain('SAMPLE');
});

describe('hostile names', () => {
  let read: Read;
  beforeAll(async () => {
    read = await readPdf(await pdfOf(hostileAccount()));
  });

  test('are read without complaint', () => {
    expect(read.complaints).toBe('');
    expect(read.info.Title).toBe('S3 storage security report, Ärchive   Söhne  GmbH');
  });

  test.each([
    ['markup', '<img src=x onerror=alert(1)>'],
    ['a formula', '=HYPERLINK("http://example.com","click")'],
    ['Japanese', '請求書と監査ログの保管庫'],
    ['Cyrillic and Greek', 'Журнал аудита – Πρωτόκολλο'],
    ['Arabic', 'أرشيف التقارير السنوية'],
    ['Hebrew', 'ארכיון דוחות'],
    ['more than Latin-1', 'Ольга Ŝłowak'],
  ])('%s can be selected as it is', (_, name) => {
    expect(textOf(read).replace(/[\u202a-\u202e]/g, '')).toContain(name);
  });

  test('a name of 250 characters is broken, never cut', () => {
    // The text tool takes hyphens at line ends for hyphenation; the structure tree has them.
    expect(squeezed(read.structure)).toContain(`a${'very-'.repeat(48)}long-name`);
  });

  test('characters that turn text round are written out', () => {
    expect(textOf(read)).toContain('[U+202E]gnp.exe');
  });

  test('a character that no font has is shown as a sign in its place', () => {
    expect(textOf(read)).toContain('gnp.exe \uFFFD');
    expect(textOf(read)).toContain('The owner is \uFFFD\uFFFD.');
  });

  test('stay within the page', () => {
    for (const { left, right, bottom } of read.words) {
      expect(left).toBeGreaterThan(49);
      expect(right).toBeLessThan(546);
      expect(bottom).toBeLessThan(820);
    }
  });
});
