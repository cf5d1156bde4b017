import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import {
  type CollectorForm,
  emptyForm,
  fetchLine,
  linesOf,
  namesFile,
  problemsOf,
  verifyLines,
} from '../../src/app/views/collector/lines.ts';
import { smallAccount } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { heading, openPage } from './page.ts';

const form = (part: Partial<CollectorForm>): CollectorForm => ({ ...emptyForm, ...part });
const arn = 'arn:aws:iam::123456789012:role/Audit';

describe('the lines', () => {
  test('of an empty form read the whole account', () => {
    expect(linesOf(emptyForm)).toEqual({
      dryRun: 'node collect.mjs --dry-run',
      run: 'node collect.mjs --out account.json',
      resume: 'node collect.mjs --out account.json --resume',
    });
  });

  test('carry what was typed, quoted for every shell where it must be', () => {
    const { run, dryRun, resume } = linesOf(
      form({
        regions: ' eu-west-1 , us-east-1,eu-west-1 ',
        buckets: 'one-a\ntwo.b',
        roleArn: ` ${arn} `,
        externalId: 'a,b@c',
        output: 'text',
      }),
    );
    const options = `--regions "eu-west-1,us-east-1" --buckets "one-a,two.b" --role-arn ${arn} --external-id "a,b@c"`;
    expect(run).toBe(`node collect.mjs --out account.json --base64 ${options}`);
    expect(dryRun).toBe(`node collect.mjs --dry-run ${options}`);
    expect(resume).toBe(`${run} --resume`);
  });

  test('name a file where the buckets are many', () => {
    const names = Array.from({ length: 51 }, (_, at) => `bucket-${at}`);
    const many = form({ buckets: names.join(' ') });
    expect(linesOf(many).run).toContain('--buckets "@buckets.txt"');
    expect(namesFile(many)).toBe(`${names.join('\n')}\n`);
    expect(namesFile(form({ buckets: names.slice(1).join(',') }))).toBeNull();
  });

  const cases: readonly [Partial<CollectorForm>, CollectorProblems][] = [
    [{}, {}],
    [{ regions: 'eu-west-1, EU' }, { regions: '“EU” is no Region' }],
    [{ buckets: 'ok-name, no;$(x)' }, { buckets: '“no” is no name of a bucket' }],
    [{ buckets: 'a`b' }, { buckets: 'is no name of a bucket' }],
    [{ roleArn: 'Audit' }, { roleArn: 'Enter the ARN of a role' }],
    [{ externalId: 'x1' }, { externalId: 'belongs to a role' }],
    [{ roleArn: arn, externalId: '"; rm -rf' }, { externalId: 'An external ID has' }],
    [{ roleArn: arn, externalId: 'x1' }, {}],
  ];
  type CollectorProblems = Partial<Record<keyof CollectorForm, string>>;
  test.each(cases)('of a wrong form are not given: %j', (part, says) => {
    const found = problemsOf(form(part));
    expect(Object.keys(found)).toEqual(Object.keys(says));
    for (const [name, words] of Object.entries(says))
      expect(found[name as keyof CollectorForm]).toContain(words);
  });
});

test('the collector is fetched from beside the page where others can reach that, and only there', () => {
  expect(fetchLine('https://audit.example.com/tool/#/collector')).toBe(
    'curl -fsSO https://audit.example.com/tool/collect.mjs',
  );
  expect(fetchLine("https://a.example/o'x$(id)&/index.html?x=1")).toBe(
    'curl -fsSO https://a.example/o%27x%24%28id%29%26/collect.mjs',
  );
  expect(fetchLine('http://127.0.0.1:4173/')).toBeNull();
  expect(fetchLine('http://intranet/')).toBeNull();
});

test('the sum is compared by each shell’s own words', () => {
  const { bash, mac, powershell } = verifyLines('ab12');
  expect(bash).toBe('echo "ab12  collect.mjs" | sha256sum -c');
  expect(mac).toBe('echo "ab12  collect.mjs" | shasum -a 256 -c');
  expect(powershell).toBe('(Get-FileHash collect.mjs -Algorithm SHA256).Hash -eq "AB12"');
});

describe('the screen', () => {
  const open = async () => {
    const { engine } = fakeEngine([{ id: 'account.json', snapshot: smallAccount() }]);
    const page = openPage(engine, '#/collector');
    await heading('Read the account from a terminal');
    return { engine, ...page };
  };

  test('hands out the collector with its sum', async () => {
    await open();
    expect(screen.getByRole('link', { name: 'Download collect.mjs' })).toHaveAttribute(
      'href',
      './collect.mjs',
    );
    expect(screen.getByText('c0ffee'.padEnd(64, '0'))).toBeInTheDocument();
    expect(document.title).toBe('Collector · Bucketproof');
  });

  test('gives no line while something is wrong, and says what', async () => {
    const { user } = await open();
    expect(screen.getByText('node collect.mjs --out account.json')).toBeInTheDocument();
    await user.type(screen.getByLabelText(/^Regions/), 'EU');
    expect(screen.getByText(/“EU” is no Region/)).toBeInTheDocument();
    expect(screen.getByLabelText(/^Regions/)).toHaveAttribute('aria-invalid', 'true');
    expect(screen.queryByText(/^node collect/)).toBeNull();
    await user.clear(screen.getByLabelText(/^Regions/));
    await user.type(screen.getByLabelText(/^Regions/), 'eu-west-1');
    await user.click(screen.getByLabelText(/^As text to copy/));
    expect(
      screen.getByText('node collect.mjs --out account.json --base64 --regions eu-west-1'),
    ).toBeInTheDocument();
  });

  test('takes the file back', async () => {
    const { user } = await open();
    const file = new File(['{}'], 'account.json', { type: 'application/json' });
    await user.upload(screen.getByLabelText('Choose account.json'), file);
    await heading(/is public/);
    expect(location.hash).toBe('#/audit/account.json');
  });

  test('takes the text back as a file, and says beside the box what is wrong with it', async () => {
    const { engine, user } = await open();
    const taken: string[] = [];
    engine.openFile = async (file) => {
      taken.push(await file.text());
      throw new Error('The pasted text has no end.');
    };
    const box = screen.getByLabelText(/^Or paste the text/);
    await user.click(screen.getByRole('button', { name: 'Open what was pasted' }));
    expect(screen.getByText('Paste the text that the collector printed.')).toBeInTheDocument();
    expect(taken).toEqual([]);
    await user.click(box);
    await user.paste('-----BEGIN BUCKETPROOF SNAPSHOT-----');
    await user.click(screen.getByRole('button', { name: 'Open what was pasted' }));
    await waitFor(() => expect(taken).toEqual(['-----BEGIN BUCKETPROOF SNAPSHOT-----']));
    expect(await screen.findByText('The pasted text has no end.')).toBeInTheDocument();
    expect(box).toHaveAttribute('aria-invalid', 'true');
    expect(box).toHaveValue('-----BEGIN BUCKETPROOF SNAPSHOT-----');
  });
});
