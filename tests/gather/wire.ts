import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { sender } from '../../src/gather/clients.ts';
import { furtherClients } from '../../src/gather/further-clients.ts';
import { gather, line } from '../../src/gather/gather.ts';
import type { AnyGatherer, Target } from '../../src/gather/gatherer.ts';
import { factShapes } from '../../src/report/import/facts.ts';

export const target: Target = {
  account: '111122223333',
  partition: 'aws',
  region: 'eu-west-1',
  bucket: 'a-bucket',
  accessPoint: 'a-point',
  ownerKnown: true,
};

/** One HTTP request as the SDK's client would have sent it. */
export interface Sent {
  hostname: string;
  path: string;
  query: Record<string, unknown>;
  headers: Record<string, string>;
}

/**
 * Reads one fact as a scan does, through the SDK's own client and parser, with these bodies for AWS's answers:
 * one for each page, the last again where more is asked, or what a function of the request makes. Resolves to the
 * evidence and the requests.
 */
export async function ask(
  g: AnyGatherer,
  bodies: string | readonly string[] | ((sent: Sent) => string),
  { status = 200, at = target }: { status?: number; at?: Target } = {},
) {
  const answers = typeof bodies === 'string' ? [bodies] : bodies;
  const sent: Sent[] = [];
  const send = sender({
    credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret' },
    more: furtherClients,
    requestHandler: {
      metadata: { handlerProtocol: 'http/1.1' },
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
      async handle({ hostname, path, query = {}, headers }: Sent) {
        sent.push({ hostname, path, query, headers });
        const body =
          typeof answers === 'function'
            ? answers({ hostname, path, query, headers })
            : (answers[Math.min(sent.length, answers.length) - 1] ?? '');
        return {
          response: { statusCode: status, headers: {}, body: Readable.from([Buffer.from(body)]) },
        };
      },
    },
  });
  const roof = {
    passages: [{ route: 'file' as const, browser: false, serves: () => true, send }],
    now: () => '2026-01-01T00:00:00.000Z',
    clock: () => 0,
    wait: async () => undefined,
    random: () => 0,
  };
  const on = line(
    roof,
    new AbortController().signal,
    1,
    async () => true,
    async () => false,
  );
  const evidence = await gather(g, at, { region: at.region }, on);
  return { evidence, sent };
}

/** What answers mean: each name with a body (or the bodies of its pages) and the fact it must become. */
type Readable200 = Record<string, readonly [body: string | readonly string[], fact: unknown]>;

/**
 * Tests that each answer becomes exactly its fact, that the fact survives export and import, and that the
 * answers of `unread` become a gap and no value.
 */
export function testReads(
  g: AnyGatherer,
  { read, unread = {}, at }: { read: Readable200; unread?: Record<string, string>; at?: Target },
): void {
  const options = at ? { at } : {};
  test.each(Object.entries(read))(`${g.fact}: %s`, async (_, [body, fact]) => {
    const { evidence } = await ask(g, body, options);
    expect(evidence).toEqual({ known: true, value: fact, from: 'file', at: expect.any(String) });
    const file: unknown = JSON.parse(JSON.stringify(fact));
    expect(factShapes[g.fact](file, g.fact)).toEqual(fact);
  });
  const bad = Object.entries(unread);
  if (bad.length === 0) return;
  test.each(bad)(`${g.fact} stays unread: %s`, async (_, body) => {
    const { evidence } = await ask(g, body, options);
    expect(evidence).toMatchObject({ known: false, gap: 'failed', actions: [g.action] });
  });
}

/** The items of a list that was read to its end. */
export const complete = (...items: unknown[]) => ({ items, complete: true, gaps: [] });
