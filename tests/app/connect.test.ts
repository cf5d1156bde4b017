import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { leftOf } from '../../src/app/expiry.ts';
import { emptyRole, roleOf, type RoleForm, roleProblemsOf } from '../../src/app/views/role-form.ts';
import { key, secret, token } from '../credentials/shapes.ts';
import { fakeEngine } from './fake-engine.ts';
import { heading, openPage } from './page.ts';

afterEach(() => vi.useRealTimers());

const box = () =>
  screen.findByLabelText('Paste the whole block of credentials') as Promise<HTMLTextAreaElement>;
const profile = (name: string, n: string) =>
  `[${name}]\naws_access_key_id=${key}${n}\naws_secret_access_key=${secret}\naws_session_token=${token}${n}\n`;
const exportsOf = (expiry = '') =>
  `export AWS_ACCESS_KEY_ID=${key}\nexport AWS_SECRET_ACCESS_KEY=${secret}\nexport AWS_SESSION_TOKEN=${token}\n${expiry && `export AWS_CREDENTIAL_EXPIRATION=${expiry}`}`;

async function open(hash = '#/connect') {
  const fake = fakeEngine();
  const page = openPage(fake.engine, hash);
  const area = await box();
  const paste = async (text: string) => {
    await page.user.click(area);
    await page.user.paste(text);
  };
  return { ...fake, ...page, area, paste };
}

/** Everything that a look at the page could find. */
function visible(): string {
  const fields = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[];
  return (
    document.documentElement.outerHTML + fields.map(({ value }) => value).join() + location.href
  );
}
function noSecretShown() {
  for (const one of [key, secret, token, token.slice(0, 40)]) expect(visible()).not.toContain(one);
}

describe('the paste box', () => {
  test('says what was pasted, empties itself, and shows nothing of it', async () => {
    const { paste, area } = await open();
    await paste(exportsOf());
    expect(await screen.findByText(/Recognised:/)).toHaveTextContent(
      'Recognised: shell variables.',
    );
    expect(screen.getByText('key …MPLE')).toBeInTheDocument();
    expect(area.value).toBe('');
    expect(screen.getByRole('button', { name: 'Connect' })).toHaveFocus();
    noSecretShown();
  });

  test('reads what is dropped or set in one go, too', async () => {
    const { area } = await open();
    await fireEvent.input(area, { target: { value: exportsOf() } });
    expect(await screen.findByText(/Recognised:/)).toBeInTheDocument();
    noSecretShown();
  });

  test.each<[string, string, RegExp]>([
    [
      'a long-term key',
      `Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,${secret}`,
      /This is a long-term key/,
    ],
    [
      'no token',
      `AWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY=${secret}`,
      /session token is missing/,
    ],
    ['expired', exportsOf('2020-01-01T00:00:00Z'), /expired .* ago/],
    ['something else', 'The weather is fine.', /No credentials were recognised/],
  ])('%s is refused with the way on, and the box is empty', async (_, text, sentence) => {
    const { paste, area, user, connects } = await open();
    await paste(text);
    expect(await screen.findByText(sentence)).toBeInTheDocument();
    expect(area).toBeInvalid();
    expect(area.value).toBe('');
    noSecretShown();
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    expect(connects).toEqual([]);
  });

  test('a whole credentials file: one profile is chosen, the others are dropped', async () => {
    const { paste, user, connects } = await open();
    await paste(
      profile('dev', '1') + profile('222222222222_Audit', '2') + '[sso]\nsso_session=x\n',
    );
    const group = await screen.findByRole('group', { name: /credentials file with 3 profiles/ });
    expect(within(group).getByRole('button', { name: /dev/ })).toBeEnabled();
    noSecretShown();
    await user.click(within(group).getByRole('button', { name: /222222222222_Audit/ }));
    expect(screen.queryByRole('group', { name: /Which one/ })).toBeNull();
    expect(screen.getByText('profile 222222222222_Audit')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    await heading('Connected to 123456789012');
    expect(connects[0]?.keys.accessKeyId).toBe(`${key}2`);
    noSecretShown();
  });

  test('the Region of the text is taken over', async () => {
    const { paste } = await open();
    await paste(`${exportsOf()}export AWS_REGION=eu-north-1`);
    expect(await screen.findByLabelText('Region')).toHaveValue('eu-north-1');
  });

  test('other credentials can be used instead', async () => {
    const { paste, user } = await open();
    await paste(exportsOf());
    await user.click(await screen.findByRole('button', { name: 'Use other credentials' }));
    expect(await box()).toHaveValue('');
  });

  test('keys of a store need no token once its endpoint is there', async () => {
    const { paste, user, connects } = await open();
    await user.type(screen.getByLabelText('Endpoint (empty for AWS)'), 'http://localhost:9000');
    await paste('AWS_ACCESS_KEY_ID=minioadmin\nAWS_SECRET_ACCESS_KEY=minio-secret');
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    await waitFor(() => expect(connects[0]?.keys.accessKeyId).toBe('minioadmin'));
  });
});

describe('connected', () => {
  async function connected(expiresIn = 43 * 60_000, hash?: string) {
    const at = new Date(Date.now() + expiresIn).toISOString();
    const all = await open(hash);
    await all.paste(exportsOf(at));
    await all.user.click(screen.getByRole('button', { name: 'Connect' }));
    await heading('Connected to 123456789012');
    return all;
  }

  test('the card says whose they are; the header says it on every page', async () => {
    await connected();
    for (const text of [
      'Audit',
      'me',
      'arn:aws:sts::123456789012:assumed-role/Audit/me',
      'us-east-1',
    ])
      expect(screen.getByText(text)).toBeInTheDocument();
    expect(screen.getByRole('timer')).toHaveTextContent(/^4[23] min left$/);
    expect(
      screen.getByRole('link', { name: /Connected: 123456789012 · 4[23] min left/ }),
    ).toHaveAttribute('href', '#/connect');
    noSecretShown();
  });

  test('nothing is scanned until one asks for it', async () => {
    const { scans, user } = await connected(3_600_000, '#/connect?audit=a1&mode=continue');
    expect(scans).toEqual([]);
    const link = screen.getByRole('link', { name: 'Choose what to scan' });
    expect(link).toHaveAttribute('href', '#/scan?audit=a1&mode=continue');
    await user.click(link);
    expect(await screen.findByRole('button', { name: 'Start' })).toBeInTheDocument();
    expect(scans).toEqual([]);
  });

  test('forgetting them tells the engine and shows the form again', async () => {
    const { calls, user } = await connected();
    await user.click(screen.getByRole('button', { name: 'Forget these credentials' }));
    expect(calls).toContain('disconnect');
    expect(await box()).toBeInTheDocument();
    expect(screen.getByText('The credentials were forgotten.')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: /^Connected:/ })).toBeNull();
  });

  test('another role: asked for with all that was typed, and shown', async () => {
    const { roles, user } = await connected();
    await user.click(screen.getByRole('button', { name: 'Take on another role' }));
    const form = within(screen.getByRole('form', { name: 'Take on another role' }));
    await user.click(form.getByRole('button', { name: 'Take on the role' }));
    expect(form.getByLabelText('Role ARN')).toHaveFocus();
    expect(form.getByLabelText('Role ARN')).toHaveAccessibleDescription(/Enter the ARN of a role/);
    await user.type(form.getByLabelText('Role ARN'), 'arn:aws:iam::222222222222:role/Other');
    await user.type(form.getByLabelText(/External ID/), 'client-42');
    await user.click(form.getByRole('button', { name: 'Take on the role' }));
    await heading('Connected to 222222222222');
    expect(roles).toEqual([
      {
        roleArn: 'arn:aws:iam::222222222222:role/Other',
        externalId: 'client-42',
        mfaSerial: '',
        mfaCode: '',
        durationSeconds: 3600,
        sessionName: expect.stringMatching(/^bucketproof-\d{8}$/) as string,
        narrowed: true,
      },
    ]);
    expect(screen.getByText('by a session policy, to the reads of this page')).toBeVisible();
    expect(screen.getByText('not stated')).toBeInTheDocument();
  });

  test('the time runs down, and what matters is told once', async () => {
    await connected(16 * 60_000);
    const timer = screen.getByRole('timer');
    expect(timer).not.toHaveAttribute('aria-live');
    const at = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(at + 2 * 60_000);
    await waitFor(() => expect(timer).toHaveTextContent('13 min left'), { timeout: 3000 });
    expect(screen.getByText(/expire in less than 15 minutes/)).toHaveAttribute(
      'aria-live',
      'polite',
    );
    vi.spyOn(Date, 'now').mockReturnValue(at + 17 * 60_000);
    await waitFor(() => expect(timer).toHaveTextContent('expired'), { timeout: 3000 });
    await tick();
    expect(screen.getByText('The credentials have expired.')).toBeInTheDocument();
  });
});

describe('other ways to get credentials', () => {
  test('a web identity’s token goes to the engine once and is gone from the page', async () => {
    const { user, sources } = await open();
    await user.type(
      screen.getByLabelText('Role ARN of the web identity'),
      'arn:aws:iam::123456789012:role/Web',
    );
    await user.type(screen.getByLabelText('Web identity token'), 'eyJ.a-token.of-a-test');
    await user.click(screen.getByRole('button', { name: 'Connect with the token' }));
    await heading('Connected to 123456789012');
    expect(sources[0]).toMatchObject({ kind: 'webIdentity', token: 'eyJ.a-token.of-a-test' });
    expect(visible()).not.toContain('a-token');
  });

  test('a pool’s ID is looked at first', async () => {
    const { user, sources } = await open();
    await user.type(screen.getByLabelText('Identity pool ID'), 'pool');
    await user.click(screen.getByRole('button', { name: 'Connect as a guest' }));
    expect(screen.getByText(/Enter the ID of an identity pool/)).toBeInTheDocument();
    expect(sources).toEqual([]);
  });
});

test.each<[number | null, string, string]>([
  [125 * 60 + 30, 'long', '2 h 5 min left'],
  [48 * 3600 - 1, 'long', '47 h 59 min left'],
  [49 * 3600, 'long', '2 days left'],
  [43 * 60, 'long', '43 min left'],
  [15 * 60, 'long', '15 min left'],
  [15 * 60 - 1, 'soon', '14 min left'],
  [95, 'soon', '95 s left'],
  [0, 'expired', 'expired'],
  [-9, 'expired', 'expired'],
  [null, 'unknown', 'expiry not stated'],
])('%s seconds are %s: %s', (seconds, state, text) => {
  const now = Date.parse('2026-11-25T12:00:00Z');
  const at = seconds === null ? null : new Date(now + seconds * 1000).toISOString();
  expect(leftOf(at, now)).toEqual({ state, text });
});

describe('the form for a role', () => {
  const filled = {
    ...emptyRole(new Date('2026-11-25T23:00:00Z')),
    roleArn: 'arn:aws:iam::123456789012:role/path/Audit',
  };
  test('is fine when filled, its session named after the day', () => {
    expect(roleProblemsOf(filled)).toEqual({});
    expect(roleOf(filled)).toMatchObject({
      sessionName: 'bucketproof-20261125',
      durationSeconds: 3600,
      narrowed: true,
    });
  });
  test.each<[string, Partial<RoleForm>, keyof RoleForm]>([
    ['a user’s ARN', { roleArn: 'arn:aws:iam::123456789012:user/me' }, 'roleArn'],
    ['a strange external ID', { externalId: 'a b' }, 'externalId'],
    ['a code without a device', { mfaCode: '123456' }, 'mfaSerial'],
    ['a device without a code', { mfaSerial: 'arn:aws:iam::123456789012:mfa/me' }, 'mfaCode'],
    ['a code of letters', { mfaSerial: 'GAHT12345678', mfaCode: 'abcdef' }, 'mfaCode'],
    ['too short', { durationSeconds: '899' }, 'durationSeconds'],
    ['too long', { durationSeconds: '43201' }, 'durationSeconds'],
    ['no number', { durationSeconds: '' }, 'durationSeconds'],
    ['a strange session', { sessionName: 'a b' }, 'sessionName'],
  ])('%s', (_, part, field) =>
    expect(Object.keys(roleProblemsOf({ ...filled, ...part }))).toEqual([field]),
  );
});
