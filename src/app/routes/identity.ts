import type { Identity } from '../../model/facts.ts';
import type { Evidence } from '../../model/evidence.ts';
import { gather, line } from '../../gather/gather.ts';
import type { Target } from '../../gather/gatherer.ts';
import { accountGatherers } from '../../gather/index.ts';
import type { Destination, Keys } from '../engine/protocol.ts';
import { directPassage, pageRoof } from './roof.ts';

/** Whose keys are, or the code by which AWS refused to tell, `''` where nothing came back. */
export type WhoIs = { known: true; identity: Identity } | { known: false; code: string };

/**
 * Asks STS whose these keys are. It needs no permission and comes before any call to S3.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function whoIs(keys: Keys, to: Destination): Promise<WhoIs> {
  const held = { keys: () => keys, generation: () => 0 };
  // Without a generation nobody waits for other keys.
  const { generation: _generation, ...roof } = pageRoof(held, to.endpoint);
  const direct = directPassage(held, to.endpoint);
  let refused = '';
  let skewed = false;
  const on = line(
    {
      ...roof,
      passages: [
        {
          ...direct,
          send: (...args) =>
            direct.send(...args).catch((error: unknown) => {
              skewed ||= clockIsOff(error);
              throw error;
            }),
        },
      ],
    },
    new AbortController().signal,
    1,
    async () => false,
    async (code) => {
      refused ||= code;
      return false;
    },
  );
  const g = accountGatherers.find(({ fact }) => fact === 'identity');
  if (!g) throw new TypeError('no gatherer for the identity');
  const target: Target = {
    account: '',
    partition: 'aws',
    region: to.region,
    bucket: '',
    accessPoint: '',
    ownerKnown: false,
  };
  const found = (await gather(g, target, { region: to.region }, on)) as Evidence<Identity>;
  if (found.known) return { known: true, identity: found.value };
  // STS answers a clock that is off by the same code as a wrong secret.
  if (skewed) return { known: false, code: 'RequestTimeTooSkewed' };
  return { known: false, code: refused || (found.detail === 'NoAnswer' ? '' : found.detail) };
}

/** Whether the time that an answer was sent at is further from ours than AWS allows: five minutes. */
function clockIsOff(error: unknown): boolean {
  const { $response } = (typeof error === 'object' && error !== null ? error : {}) as {
    $response?: { headers?: Record<string, unknown> };
  };
  const at = Date.parse(String($response?.headers?.['date'] ?? ''));
  return !Number.isNaN(at) && Math.abs(at - Date.now()) > 5 * 60_000;
}
