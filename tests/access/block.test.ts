import { describe, expect, test } from 'vitest';
import { effectiveBlock, switches, switchOf } from '../../src/access/block.ts';
import type { PublicAccessBlock } from '../../src/model/facts.ts';
import { block, blockAll } from '../samples.ts';
import { view } from './views.ts';

/** All 16 settings of a level, never set (null) and refused (undefined). */
const levels = [
  ...Array.from({ length: 16 }, (_, bits) => block(...switches.filter((_, i) => bits & (1 << i)))),
  null,
  undefined,
];
const facts = (
  account: PublicAccessBlock | null | undefined,
  bucket: PublicAccessBlock | null | undefined,
) => ({
  ...(account !== undefined && { accountPublicAccessBlock: account }),
  ...(bucket !== undefined && { publicAccessBlock: bucket }),
});

describe('every setting of the account with every setting of the bucket', () => {
  test.each(switches)('%s', (name) => {
    for (const account of levels)
      for (const bucket of levels) {
        const on = account?.[name] || bucket?.[name];
        const open = account === undefined || bucket === undefined;
        const expected = on ? true : open ? null : false;
        expect(switchOf(view({ facts: facts(account, bucket) }), name)).toBe(expected);
      }
  });

  test('all four are known, or none is', () => {
    for (const account of levels)
      for (const bucket of levels) {
        const answer = effectiveBlock(view({ facts: facts(account, bucket) }));
        const unread = [account, bucket].filter((level) => level === undefined).length;
        const all = switches.every((name) => account?.[name] || bucket?.[name]);
        expect(answer.known).toBe(unread === 0 || all);
        if (!answer.known) expect(answer.missing).toHaveLength(unread);
        else
          for (const name of switches)
            expect(answer.value[name]).toBe(
              account?.[name] ? 'account' : bucket?.[name] ? 'bucket' : null,
            );
      }
  });
});

test('an endpoint other than AWS has no account level', () => {
  const of = (one: Parameters<typeof view>[0]) =>
    switchOf(view({ provider: 'other', ...one }), 'ignorePublicAcls');
  expect(of({ facts: { accountPublicAccessBlock: blockAll, publicAccessBlock: null } })).toBe(
    false,
  );
  expect(of({ facts: { publicAccessBlock: blockAll } })).toBe(true);
  expect(of({ facts: { accountPublicAccessBlock: blockAll } })).toBe(null);
  expect(of({ facts: { tags: null } })).toBe(null);
});

test('an endpoint that lacks the operation blocks nothing; AWS never lacks it', () => {
  const gaps = { publicAccessBlock: 'unsupported' } as const;
  const facts = { accountPublicAccessBlock: null };
  expect(switchOf(view({ provider: 'other', facts, gaps }), 'ignorePublicAcls')).toBe(false);
  expect(switchOf(view({ facts, gaps }), 'ignorePublicAcls')).toBe(null);
});
