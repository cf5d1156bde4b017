import { expect, test } from 'vitest';
import { MessageChannel } from 'node:worker_threads';
import { caller, serve, Sentence } from '../../src/app/engine/rpc.ts';

function pair(methods: Parameters<typeof serve>[1]) {
  const { port1, port2 } = new MessageChannel();
  serve(port2 as never, methods);
  port1.unref();
  port2.unref();
  return caller(port1 as never);
}

test('calls, arguments and values cross', async () => {
  const { call } = pair({ add: (a: number, b: number) => a + b });
  expect(await call('add', [2, 3])).toBe(5);
});

test('progress comes before the value', async () => {
  const seen: number[] = [];
  const { call } = pair({
    async count(to: number, tell: (n: number) => void) {
      for (let n = 1; n <= to; n++) tell(n);
      return 'done';
    },
  });
  expect(await call('count', [3], (n: never) => seen.push(n))).toBe('done');
  expect(seen).toEqual([1, 2, 3]);
});

test('a problem worded for the user arrives as it is', async () => {
  const { call } = pair({
    no: () => Promise.reject(new Sentence('The file is empty. Choose another.')),
  });
  await expect(call('no', [])).rejects.toThrow('The file is empty. Choose another.');
});

test('a fault of ours does not show its text, which may quote secrets', async () => {
  const { call } = pair({
    no() {
      throw new TypeError('cannot sign with AKIAEXAMPLE');
    },
  });
  await expect(call('no', [])).rejects.toThrow(/inside this page \(TypeError\)/);
  await expect(call('no', [])).rejects.not.toThrow(/AKIAEXAMPLE/);
});

test('only what is offered can be called', async () => {
  const { call } = pair({ yes: () => 1 });
  await expect(call('constructor', [])).rejects.toThrow(/inside this page/);
});

test('when the other side dies, every open call says so', async () => {
  const { call, fail } = pair({ wait: () => new Promise(() => undefined) });
  const open = call('wait', []);
  fail('It has stopped. Reload the page.');
  await expect(open).rejects.toThrow('It has stopped. Reload the page.');
});
