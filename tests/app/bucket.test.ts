import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { complete } from '../../src/model/evidence.ts';
import type { BucketFacts } from '../../src/model/facts.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { allow, block, policy } from '../samples.ts';
import { bucket, smallAccount, snapshotOf } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { goTo, heading, openPage } from './page.ts';

const open = (at: string, snapshot = smallAccount()) => {
  const fake = fakeEngine([{ id: 'one', snapshot }]);
  return { ...fake, ...openPage(fake.engine, `#/audit/one/bucket/${at}`) };
};
const article = () => screen.findByRole('article');
const checklist = async () => within(await screen.findByRole('navigation', { name: 'Checklist' }));

describe('the page of a bucket', () => {
  test('opens on the worst fail, with the reason in steps and the statement marked', async () => {
    open('acme-website');
    await heading('acme-website');
    const detail = await article();
    expect(within(detail).getByRole('heading', { level: 2 })).toHaveTextContent(/not public/);
    expect(detail).toHaveTextContent(/Fail/);
    const steps = within(detail).getAllByRole('list')[0] as HTMLElement;
    expect(steps).toHaveTextContent(/EveryoneReads/);
    expect(detail.querySelector('mark')).toHaveTextContent(/"Sid": "EveryoneReads"/);
    expect(detail.querySelector('mark')).not.toHaveTextContent(/SecureTransport/);
  });

  test('says in this order: because, evidence, why, what to do, frameworks', async () => {
    open('acme-website');
    const titles = within(await article())
      .getAllByRole('heading', { level: 3 })
      .map((one) => one.textContent);
    expect(titles).toEqual([
      'Because',
      'Evidence, as read',
      'Why it matters',
      'What to do',
      'Frameworks and source',
    ]);
    const source = within(await article()).getByRole('link', { name: /AWS documentation/ });
    expect(source).toHaveAttribute('rel', 'noopener noreferrer');
    expect(source).toHaveAttribute('target', '_blank');
  });

  test('the evidence that decided comes first', async () => {
    open('acme-website?check=public-read-prohibited');
    const facts = within(await article()).getAllByRole('heading', { level: 4 });
    expect(facts[0]).toHaveTextContent('Bucket policy');
    expect(facts.length).toBeGreaterThan(2);
  });

  test('the command names the bucket', async () => {
    open('acme-website?check=bucket-public-access-block');
    expect(await article()).toHaveTextContent(/--bucket acme-website/);
  });

  test('what is not assessed says what would answer it', async () => {
    open('acme-vault?check=versioning-enabled');
    const detail = await article();
    expect(detail).toHaveTextContent('Not assessed');
    expect(within(detail).getByRole('heading', { name: 'What would answer it' })).toBeVisible();
    expect(detail).toHaveTextContent('The versioning: access was denied (AccessDenied).');
    expect(detail).toHaveTextContent('s3:Get-versioning');
    expect(within(detail).queryByRole('heading', { name: 'What to do' })).toBeNull();
  });

  test('what passes does not ask for work', async () => {
    open('acme-ledger?check=versioning-enabled');
    const detail = await article();
    expect(detail).toHaveTextContent('Pass');
    expect(within(detail).queryByRole('heading', { name: /What to do/ })).toBeNull();
    expect(within(detail).getByText('How it is set').tagName).toBe('SUMMARY');
  });

  test('the checklist lists by topic what needs a look first, each with its verdict', async () => {
    open('acme-website');
    const list = await checklist();
    const topics = list.getAllByRole('heading').map((one) => one.textContent);
    expect(topics[0]).toBe('Public access and sharing');
    const section = list.getByText('Public access and sharing').closest('section') as HTMLElement;
    const verdicts = within(section)
      .getAllByRole('link')
      .map((one) => /(Fail|Not assessed|Pass|Not applicable)/.exec(one.textContent ?? '')?.[0]);
    expect(verdicts).not.toContain(undefined);
    expect(verdicts[0]).toBe('Fail');
    expect(verdicts.lastIndexOf('Fail')).toBeLessThan(verdicts.indexOf('Pass'));
  });

  test('picking a check changes the address and the detail; Back returns', async () => {
    const { user } = open('acme-website');
    const list = await checklist();
    await user.click(list.getByRole('link', { name: /Versioning is enabled/ }));
    await waitFor(() => expect(location.hash).toContain('check=versioning-enabled'));
    await screen.findByRole('heading', { level: 2, name: 'Versioning is enabled' });
    expect(list.getByRole('link', { name: /Versioning is enabled/ })).toHaveAttribute(
      'aria-current',
      'true',
    );
    history.back();
    await waitFor(() => expect(location.hash).not.toContain('check='));
    await screen.findByRole('heading', { level: 2, name: /not public/ });
  });

  test('the settings show every fact, read or not', async () => {
    open('acme-vault?tab=settings');
    expect(await screen.findByRole('heading', { name: 'Static website hosting' })).toBeVisible();
    expect(screen.getAllByText(/Not read: access was denied/).length).toBeGreaterThan(10);
  });

  test('the raw view is JSON of facts and findings', async () => {
    const { container } = open('acme-website?tab=raw');
    await screen.findByText(/"findings"/);
    const raw = JSON.parse(container.querySelector('pre')?.textContent ?? '') as {
      facts: object;
      findings: unknown[];
    };
    expect(Object.keys(raw.facts)).toContain('policy');
    expect(raw.findings.length).toBeGreaterThan(10);
  });

  test('previous and next follow the list that one came from', async () => {
    const { user } = open('acme-website', smallAccount());
    await heading('acme-website');
    await goTo('#/audit/one/buckets?sort=name');
    await screen.findByText('acme-ledger');
    await goTo('#/audit/one/bucket/acme-vault?check=mfa-delete');
    await heading('acme-vault');
    const next = await screen.findByRole('link', { name: /Next bucket, acme-website/ });
    expect(next).toHaveAttribute('href', '#/audit/one/bucket/acme-website?check=mfa-delete');
    expect(screen.getByRole('link', { name: 'All buckets' })).toHaveAttribute(
      'href',
      '#/audit/one/buckets?sort=name',
    );
    await user.click(screen.getByRole('link', { name: /Previous bucket, acme-ledger/ }));
    await heading('acme-ledger');
    expect(screen.queryByRole('link', { name: /Previous bucket/ })).toBeNull();
  });

  test('neighbours are found across the blocks in which they are asked for', async () => {
    const names = Array.from({ length: 1001 }, (_, at) => `b-${String(at).padStart(4, '0')}`);
    const many = snapshotOf(names.map((name) => bucket(name)));
    open('b-1000', many);
    await heading('b-1000');
    expect(await screen.findByRole('link', { name: /Previous bucket, b-0999/ })).toBeVisible();
    expect(screen.queryByRole('link', { name: /Next bucket/ })).toBeNull();
  });

  test('a policy of markup stays text', async () => {
    const odd = '{"Statement":"</pre><img src=x onerror=alert(1)>"}';
    const { container } = open('odd', snapshotOf([bucket('odd', { policy: odd })]));
    await goTo('#/audit/one/bucket/odd?tab=settings');
    expect(await screen.findByText(/onerror=alert/)).toBeInTheDocument();
    expect(container.querySelector('img[src=x]')).toBeNull();
  });
});

describe('who gets in', () => {
  test('says for each deed who can do it, by which steps, and marks the statement', async () => {
    open('acme-website?tab=exposure');
    const read = (await screen.findByText('Read objects')).closest('li') as HTMLElement;
    expect(read).toHaveTextContent('Anyone on the Internet');
    expect(within(read).getByRole('list')).toHaveTextContent(/EveryoneReads.*to everyone/);
    expect(document.querySelector('mark')).toHaveTextContent(/"Sid": "EveryoneReads"/);
    const change = screen.getByText('Change permissions').closest('li') as HTMLElement;
    expect(change).toHaveTextContent('The owner’s account only');
    expect(screen.getByRole('heading', { name: 'What waits behind a block' })).toBeVisible();
  });

  test('says which fact keeps it unknown', async () => {
    open('acme-vault?tab=exposure');
    const read = (await screen.findByText('Read objects')).closest('li') as HTMLElement;
    expect(read).toHaveTextContent(/Unknown because the .* could not be read/);
  });

  test('shows the way through an access point with both statements, and the website endpoint', async () => {
    open('acme-lake?tab=exposure', withPoint({ website: site }));
    const read = (await screen.findByText('Read objects')).closest('li') as HTMLElement;
    expect(read).toHaveTextContent('Anyone on the Internet');
    const steps = within(within(read).getByRole('list')).getAllByRole('listitem');
    expect(steps.map((step) => step.textContent.trim())).toEqual([
      'Statement 1 leaves the decision to access point lake-door.',
      'Statement 1 allows s3:GetObject to everyone, in the policy of access point lake-door.',
      'S3 reports the policy of access point lake-door as public.',
      expect.stringMatching(/^Restrict Public Buckets is off for access point lake-door/),
      'Restrict Public Buckets is off for the bucket and the account.',
      'ACLs are disabled: Object Ownership is Bucket owner enforced.',
      expect.stringMatching(/the website endpoint answers 403 Forbidden/),
    ]);
    const list = screen.getByText('List objects').closest('li') as HTMLElement;
    expect(list).toHaveTextContent('The owner’s account only');
  });

  test.each([
    ['the table', 'acme-lake?tab=exposure', 3],
    ['a check', 'acme-lake?check=public-read-prohibited', 4],
  ])(
    'shows the access point’s own policy with its statement marked, in %s',
    async (_, at, level) => {
      open(at, withPoint({}));
      const title = await screen.findByRole('heading', {
        level,
        name: /^Access point policy\sof lake-door$/,
      });
      const shown = title.closest('.evidence') as HTMLElement;
      expect(shown).toHaveTextContent('accesspoint/lake-door');
      expect(shown.querySelector('mark')).not.toBeNull();
      expect(
        screen.getByRole('heading', { level, name: 'Block Public Access of the account' }),
      ).toBeInTheDocument();
    },
  );

  test('says that only the other account sees what its access points let in', async () => {
    const friend = '444455556666';
    open(
      'acme-lake?tab=exposure',
      withPoint({
        policy: policy(
          allow('*', { Condition: { StringEquals: { 's3:DataAccessPointAccount': friend } } }),
        ),
      }),
    );
    const read = (await screen.findByText('Read objects')).closest('li') as HTMLElement;
    expect(read).toHaveTextContent(
      `Unknown, at least other accounts: ${friend} Whether more get in is not known. What the access points of account ${friend} let in only that account can see.`,
    );
  });

  test('shows S3’s word and our own reading where they differ, and nothing where they agree', async () => {
    open(
      'acme-lake?tab=exposure',
      withPoint({ policy: policy(allow('s3:GetObject')), policyStatus: { isPublic: false } }),
    );
    const title = await screen.findByRole('heading', { name: 'Where AWS and this reading differ' });
    const box = title.parentElement as HTMLElement;
    expect(box).toHaveTextContent('S3 reports the policy as not public.');
    expect(box).toHaveTextContent('Our own reading differs: it finds the policy public.');
  });
});

const site = { indexDocument: 'index.html', errorDocument: null, redirectHost: null };

/** A bucket that leaves everything to an access point, which lets everyone read. */
function withPoint(settings: Partial<BucketFacts>): Snapshot {
  const known = (value: unknown) => ({
    known: true,
    value,
    from: 'file',
    at: '2026-11-20T09:30:00.000Z',
  });
  const arn = 'arn:aws:s3:eu-west-1:111122223333:accesspoint/lake-door';
  const entry = {
    name: 'lake-door',
    arn,
    bucket: 'acme-lake',
    bucketAccount: null,
    networkOrigin: 'Internet',
    vpcId: null,
  };
  const { name: _name, arn: _arn, ...about } = entry;
  const base = snapshotOf([
    bucket('acme-lake', {
      policy: policy(
        allow('*', {
          Resource: ['arn:aws:s3:::acme-lake', 'arn:aws:s3:::acme-lake/*'],
          Condition: { StringEquals: { 's3:DataAccessPointAccount': '111122223333' } },
        }),
      ),
      ...Object.fromEntries(
        Object.entries(settings).map(([fact, value]) => [
          fact,
          typeof value === 'string' ? value.replaceAll('acme-data', 'acme-lake') : value,
        ]),
      ),
    }),
  ]);
  const facts = base.facts.map((one) =>
    one.type === 'region' && one.region === 'eu-west-1'
      ? { ...one, facts: { accessPoints: known(complete([entry])) } }
      : one,
  );
  const point = {
    type: 'accessPoint',
    region: 'eu-west-1',
    resource: 'lake-door',
    facts: {
      accessPoint: known({ ...about, publicAccessBlock: block() }),
      accessPointPolicy: known(policy(allow('s3:GetObject', { Resource: `${arn}/object/*` }))),
      accessPointPolicyStatus: known({ isPublic: true }),
    },
  };
  return { ...base, facts: [...facts, point] as Snapshot['facts'] };
}
