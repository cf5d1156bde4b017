import { parseArgs } from 'node:util';
import { accounts } from './accounts/index.ts';
import { startFront } from './front.ts';
import { startMoto } from './moto.ts';
import { seed } from './seed.ts';

/**
 * Runs the account of the tests until it is interrupted, for manual work:
 * `npx tsx tests/aws/serve.ts [--open] [--seed sample|small|hostile|empty] [--port N]`.
 * With `--open` every answer can be read by every page; without it, only what AWS lets a page read.
 */
const { values } = parseArgs({
  options: {
    open: { type: 'boolean', default: false },
    seed: { type: 'string', default: 'sample' },
    port: { type: 'string', default: '0' },
  },
});
const account = Object.entries(accounts).find(([name]) => name === values.seed)?.[1];
const port = Number(values.port);
if (!account || !Number.isInteger(port)) {
  console.error(`Choose --seed from ${Object.keys(accounts).join(', ')} and --port as a number.`);
  process.exit(2);
}

const moto = await startMoto();
const front = await startFront({ moto, port, cors: values.open ? 'open' : 'aws' });
await seed(account, { moto, front });

console.log(`
Account ${account.id}, ${account.buckets.length} buckets, CORS ${front.cors}.

  one endpoint for all:  ${front.url}
  by AWS's own names:    chromium --ignore-certificate-errors \\
                           --host-resolver-rules="MAP *.amazonaws.com 127.0.0.1:${front.tlsPort}"

Any access key, secret and session token will do. End with Ctrl+C.
`);

const end = async (): Promise<void> => {
  await front.stop();
  await moto.stop();
  process.exit(0);
};
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
