import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import CopyButton from '../../src/app/parts/CopyButton.svelte';
import Evidence from '../../src/app/parts/Evidence.svelte';
import FileDrop from '../../src/app/parts/FileDrop.svelte';
import Notice from '../../src/app/parts/Notice.svelte';
import PolicyText from '../../src/app/parts/PolicyText.svelte';
import Sentence from '../../src/app/parts/Sentence.svelte';
import ThemeToggle from '../../src/app/parts/ThemeToggle.svelte';
import UnreadTable from '../../src/app/parts/UnreadTable.svelte';
import Value from '../../src/app/parts/Value.svelte';
import VerdictBar from '../../src/app/parts/VerdictBar.svelte';
import VerdictMark from '../../src/app/parts/VerdictMark.svelte';
import { verdicts } from '../../src/model/check.ts';
import { verdictTitle } from '../../src/model/words.ts';

describe('the verdict mark', () => {
  test('each verdict has a word and a shape of its own', () => {
    const shapes = verdicts.map((verdict) => {
      const { container, unmount } = render(VerdictMark, { verdict });
      expect(container).toHaveTextContent(verdictTitle[verdict]);
      const shape = container.querySelector('svg')?.innerHTML;
      unmount();
      return shape;
    });
    expect(new Set(shapes).size).toBe(verdicts.length);
  });

  test('the small one keeps its word for those who do not see it', () => {
    render(VerdictMark, { verdict: 'notAssessed', small: true });
    expect(screen.getByText('Not assessed')).toBeInTheDocument();
  });
});

describe('the verdict bar', () => {
  const counts = { pass: 5, fail: 3, notAssessed: 2, notApplicable: 0 };

  test('says its numbers', () => {
    render(VerdictBar, { counts, label: 'All' });
    expect(
      screen.getByRole('img', { name: 'All: Fail 3, Not assessed 2, Pass 5, Not applicable 0' }),
    ).toBeInTheDocument();
  });

  test('draws each verdict as wide as its share, and none that is not there', () => {
    const { container } = render(VerdictBar, { counts, label: 'All' });
    expect(container.querySelector('rect.fail')).toHaveAttribute('width', '30%');
    expect(container.querySelector('rect.notAssessed')).toHaveAttribute('x', '30%');
    expect(container.querySelector('rect.pass')).toHaveAttribute('width', '50%');
    expect(container.querySelector('rect.notApplicable')).toBeNull();
  });

  test('nothing counted is nothing drawn', () => {
    const none = { pass: 0, fail: 0, notAssessed: 0, notApplicable: 0 };
    const { container } = render(VerdictBar, { counts: none, label: 'All' });
    expect(container.innerHTML).not.toContain('NaN');
    expect(container.querySelector('rect.pass')).toBeNull();
  });
});

describe('what was not read', () => {
  const line = (fact: string, gap: string) => ({ fact, gap, actions: [], resources: 21 });
  const facts = ['policy', 'acl', 'versioning', 'tags'];

  test('many facts that nobody asked for stand folded behind what was refused', () => {
    const skipped = facts.map((fact) => line(fact, 'skipped'));
    render(UnreadTable, { unread: [...skipped, line('logging', 'denied')] });
    expect(screen.getByText('What the scan did not ask: 4 facts')).toBeInTheDocument();
    const [refused, folded] = screen.getAllByRole('table', { hidden: true });
    expect(refused).toHaveTextContent(/logging.*access was denied/);
    expect(refused).not.toHaveTextContent('the scan did not ask');
    expect(folded?.closest('details')).not.toHaveAttribute('open');
    expect(folded).toHaveTextContent('the scan did not ask');
  });

  test('what the browser withholds is opened by another way, not by a permission', () => {
    render(UnreadTable, { unread: [line('policy', 'blocked'), line('accessPoints', 'blocked')] });
    const [, policy, points] = screen.getAllByRole('row');
    expect(policy).toHaveTextContent(/the collector\sor a relay/);
    expect(points).toHaveTextContent('the collector');
    expect(points).not.toHaveTextContent('a relay');
  });

  test('a few stand among the others', () => {
    render(UnreadTable, { unread: [line('policy', 'skipped'), line('logging', 'denied')] });
    expect(screen.getAllByRole('table')).toHaveLength(1);
  });
});

describe('evidence', () => {
  const at = '2026-11-20T09:30:00.000Z';
  const show = (evidence: object | undefined, fact = 'policy') =>
    render(Evidence, { fact, evidence, level: 'h3' } as never).container;

  test('what was read is shown with its way and time', () => {
    const value = { status: 'Enabled', mfaDelete: false };
    const shown = show({ known: true, value, from: 'file', at }, 'versioning');
    expect(shown).toHaveTextContent(/MFA delete no/);
    expect(shown).toHaveTextContent(/read by the collector, .*2026/);
  });

  test('a permission is named for what AWS refused, not for what the browser withheld', () => {
    const attempt = (route: string, gap: string) => ({ route, gap, detail: '' });
    const gap = (...tried: object[]) => ({
      ...{ known: false, gap: 'blocked', detail: '', tried },
      actions: ['s3:GetBucketPolicy', 'config:SelectResourceConfig'],
    });
    expect(show(gap(attempt('direct', 'blocked')))).not.toHaveTextContent('IAM action');
    const both = show(gap(attempt('direct', 'blocked'), attempt('config', 'denied')));
    expect(both).toHaveTextContent('IAM action that opens it: config:SelectResourceConfig');
    expect(both).not.toHaveTextContent('s3:GetBucketPolicy');
  });

  test('"not configured" is an answer, and not asking is none', () => {
    expect(show({ known: true, value: null, from: 'direct', at })).toHaveTextContent(
      'Not configured.',
    );
    expect(show(undefined)).toHaveTextContent('The scan did not ask.');
  });

  test('what was not read says why, and what would open it', () => {
    const shown = show({
      known: false,
      gap: 'denied',
      actions: ['s3:GetBucketPolicy'],
      tried: [],
      detail: 'AccessDenied',
    });
    expect(shown).toHaveTextContent('Not read: access was denied (AccessDenied).');
    expect(shown).toHaveTextContent('s3:GetBucketPolicy');
  });

  test('text of the account is text, whatever it looks like', () => {
    const value = [{ key: '<img src=x onerror=alert(1)>', value: '{@html 1}' }];
    const shown = show({ known: true, value, from: 'file', at }, 'tags');
    expect(shown.querySelector('img')).toBeNull();
    expect(shown).toHaveTextContent('<img src=x onerror=alert(1)>');
    expect(within(shown).getByText('{@html 1}').tagName).toBe('BDI');
  });
});

test('names in a sentence stand out, and a lone back quote is just that', () => {
  const { container } = render(Sentence, { text: 'Statement `Every\u202eone` allows it.' });
  expect(container.querySelector('code')).toHaveTextContent('Every\\u202eone');
  expect(container).toHaveTextContent(/^Statement Every.* allows it\.$/);
  const { container: odd } = render(Sentence, { text: 'It`s <b>odd</b>.' });
  expect(odd).toHaveTextContent('It`s <b>odd</b>.');
  expect(odd.querySelector('code, b')).toBeNull();
});

test('a long list is cut, and says by how much', () => {
  const { container } = render(Value, { value: Array.from({ length: 130 }, (_, n) => `tag-${n}`) });
  expect(container.querySelectorAll('li')).toHaveLength(100);
  expect(container).toHaveTextContent('and 30 more, under Raw');
});

test('a policy marks the deciding statements and no others', () => {
  const text = JSON.stringify({ Statement: [{ Sid: 'Fine' }, { Sid: 'EveryoneReads' }] });
  const { container } = render(PolicyText, { text, marked: [1] });
  const marks = container.querySelectorAll('mark');
  expect(marks).toHaveLength(1);
  expect(marks[0]).toHaveTextContent('EveryoneReads');
  expect(marks[0]).toHaveTextContent('Deciding statement');
});

describe('the copy button', () => {
  test('copies, and says so', async () => {
    const user = userEvent.setup();
    render(CopyButton, { text: 'aws s3 ls', what: 'AWS CLI' });
    await user.click(screen.getByRole('button', { name: 'Copy AWS CLI' }));
    expect(await navigator.clipboard.readText()).toBe('aws s3 ls');
    expect(screen.getByRole('status')).toHaveTextContent('Copied');
  });

  test('says what to do where the browser refuses', async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
    render(CopyButton, { text: 'aws s3 ls', what: 'AWS CLI' });
    await user.click(screen.getByRole('button', { name: 'Copy AWS CLI' }));
    expect(screen.getByRole('status')).toHaveTextContent('Select and copy by hand');
  });
});

describe('dropping a file', () => {
  const file = new File(['{}'], 'account.json');
  const drag = (types: string[]) => ({ dataTransfer: { types, files: [file] } });

  test('works anywhere on the page, and shows that it would', async () => {
    const onFile = vi.fn();
    render(FileDrop, { onFile });
    await fireEvent.dragOver(document.body, drag(['Files']));
    expect(screen.getByText('Drop the snapshot file to open it')).toBeInTheDocument();
    await fireEvent.drop(document.body, drag(['Files']));
    expect(onFile).toHaveBeenCalledExactlyOnceWith(file);
    expect(screen.queryByText('Drop the snapshot file to open it')).toBeNull();
  });

  test('text that is dragged is left alone', async () => {
    const onFile = vi.fn();
    render(FileDrop, { onFile });
    await fireEvent.dragOver(document.body, drag(['text/plain']));
    await fireEvent.drop(document.body, drag(['text/plain']));
    expect(onFile).not.toHaveBeenCalled();
  });
});

describe('the theme', () => {
  test('is kept, and given back to the system', async () => {
    const user = userEvent.setup();
    const { unmount } = render(ThemeToggle);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Dark');
    expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
    unmount();
    delete document.documentElement.dataset['theme'];
    render(ThemeToggle);
    expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'System');
    expect(document.documentElement).not.toHaveAttribute('data-theme');
  });

  test('changes even where the browser keeps nothing', async () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new Error('blocked');
    });
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('blocked');
    });
    const user = userEvent.setup();
    render(ThemeToggle);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Light');
    expect(document.documentElement).toHaveAttribute('data-theme', 'light');
  });
});

test('a failure is an alert, a success a status', async () => {
  const onClose = vi.fn();
  const { rerender } = render(Notice, { notice: { text: 'It failed.', bad: true }, onClose });
  expect(screen.getByRole('alert')).toHaveTextContent('It failed.');
  await rerender({ notice: { text: 'Done.', bad: false } });
  expect(screen.getByRole('status')).toHaveTextContent('Done.');
  await userEvent.setup().click(screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalledOnce();
});
