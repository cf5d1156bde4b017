import { readFile } from 'node:fs/promises';
import { allOff } from '../../../tests/aws/accounts/account.ts';
import { startFront } from '../../../tests/aws/front.ts';
import { bakeRelay, relayKey } from '../../hosting/relay.ts';
import { relayBucket, type FrontTold } from './front-process.ts';

// The AWS of a measurement, in a process of its own so that its time is not counted as ours. With the origin of a
// page it withholds S3's answers from it, as AWS does, and holds a relay made for it.

const [buckets, latencyMs] = process.argv.slice(2, 4).map(Number);
const origin = process.argv[4] ?? '';
const region = 'us-east-1';
const front = await startFront({
  generated: { buckets: buckets ?? 0, latencyMs: latencyMs ?? 0, regions: [region] },
  cors: origin === '' ? 'open' : 'aws',
});
if (origin !== '') {
  const { html } = await bakeRelay(await readFile('public/relay.html', 'utf8'), origin);
  const Resource = `arn:aws:s3:::${relayBucket}/${relayKey}`;
  const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource };
  const policy = { Version: '2012-10-17', Statement: [statement] };
  const bucket = { name: relayBucket, region, publicAccessBlock: allOff, policy };
  front.register({ id: '210987654321', buckets: [bucket] });
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  front.overlay.set('s3', 'GetObject', relayBucket, { status: 200, headers, body: html });
}
const tell = (message: FrontTold) => process.send?.(message);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  tell({
    cpuSeconds: (user + system) / 1e6,
    requests: front.calls.length,
    preflights: front.preflights.length,
    unknown: front.unknown.length,
  });
});
process.send?.({ url: front.url, tlsPort: front.tlsPort });
process.once('disconnect', () => void front.stop().then(() => process.exit(0)));
