import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bakeRelay, partitionOf, relayKey } from '../hosting/relay.ts';
import { installScript, prefixProblem, removeScript } from '../hosting/relay-script.ts';
import { root } from './paths.ts';

// `npm run relay -- --origin ORIGIN`: makes the relay for the page of one origin, and the scripts that store it and take it away.

const usage = `Usage: npm run relay -- --origin https://audit.example.com [--prefix NAME] [--regions a,b] [--out FOLDER]
Writes relay.html, install.sh and remove.sh to FOLDER (relay/). Buckets become NAME-REGION; without --regions, one in
each Region that the account has enabled. NAME ends by chance where none is given. docs/relays.md tells more.`;

const stop = (sentence: string, code: number): never => {
  console.error(sentence);
  process.exit(code);
};

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        origin: { type: 'string' },
        prefix: { type: 'string' },
        regions: { type: 'string' },
        out: { type: 'string' },
      },
    });
    return values.origin === undefined ? stop(usage, 2) : { ...values, origin: values.origin };
  } catch {
    return stop(usage, 2);
  }
}

// Bucket names are shared by all of AWS, and a name that others can guess is taken already.
const unguessable = () => `bucketproof-relay-${randomBytes(4).toString('hex')}`;
const { origin, prefix = unguessable(), out = 'relay', regions: named } = readArguments();
const regions = named === undefined ? null : named.split(',').map((region) => region.trim());
const partitions = new Set((regions ?? ['us-east-1']).map(partitionOf));
const [partition = null] = partitions;
if (prefixProblem(prefix) !== '') stop(prefixProblem(prefix), 2);
if (partition === null || partitions.size > 1)
  stop(
    '--regions names Regions of one partition that this program knows, such as eu-west-1,us-east-1.',
    2,
  );
else {
  const template = readFileSync(path.join(root, 'public', relayKey), 'utf8');
  const baked = await bakeRelay(template, origin).catch((error: Error) => stop(error.message, 1));
  const script = { partition, regions, prefix };
  mkdirSync(out, { recursive: true });
  const write = (file: string, text: string) => writeFileSync(path.join(out, file), text);
  write(relayKey, baked.html);
  write('install.sh', installScript(script, baked));
  write('remove.sh', removeScript(script));
  console.log(`${path.join(out, relayKey)} works for pages of ${origin} only.
SHA-256: ${baked.sha256}
Read ${path.join(out, 'install.sh')}, then run it with bash where the AWS CLI is.`);
}
