import { expect, test } from 'vitest';
import { writer } from '../../src/app/engine/writing.ts';

test('what comes while a write is under way is one group, and each waits for its own write', async () => {
  const groups: number[][] = [];
  const ends: (() => void)[] = [];
  const write = writer<number>(async (group) => {
    groups.push([...group]);
    await new Promise<void>((end) => ends.push(end));
  });
  const turns = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  const written: number[] = [];
  const add = (one: number) => void write(one).then(() => written.push(one));
  add(1);
  await turns();
  add(2);
  add(3);
  await turns();
  expect([groups, written]).toEqual([[[1]], []]);
  ends[0]?.();
  await turns();
  expect([groups, written]).toEqual([[[1], [2, 3]], [1]]);
  ends[1]?.();
  await turns();
  expect(written).toEqual([1, 2, 3]);
});

test('a write that fails is told to those who wait for it, and the next goes on', async () => {
  let fails = true;
  const write = writer<number>(async () => {
    if (fails) throw new Error('full');
  });
  await expect(write(1)).rejects.toThrow('full');
  fails = false;
  await expect(write(2)).resolves.toBeUndefined();
});
