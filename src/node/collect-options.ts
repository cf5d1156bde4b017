import { parseArgs } from 'node:util';
import type { ReadScope } from '../model/snapshot.ts';
import type { SamplePlan } from '../gather/objects/sample.ts';
import { isBucketName, isRegionName } from '../report/names.ts';
import { isExternalId, isRoleArn, isSessionName, sessionNameOf } from '../report/role.ts';
import { namesIn } from './collect/names.ts';

/** A role to take on before anything is read. */
export interface CollectRole {
  arn: string;
  /** Empty where the role asks for none. */
  externalId: string;
  sessionName: string;
}

/** What the collector was asked to do. */
export interface CollectOptions {
  endpoint: string | undefined;
  provider: 'aws' | 'other';
  accountName: string;
  region: string | undefined;
  profile: string | undefined;
  role: CollectRole | null;
  /** Null where everything is to be read. */
  scope: ReadScope | null;
  /** What to look at in the objects of the buckets named; null where no object is looked at. */
  sample: SamplePlan | null;
  out: string;
  base64: boolean;
  resume: boolean;
  dryRun: boolean;
  concurrency: number;
  quiet: boolean;
}

/** A sentence for the user: what is wrong and what to do. */
export interface Wrong {
  wrong: string;
}

const known = {
  endpoint: { type: 'string' },
  provider: { type: 'string' },
  'account-name': { type: 'string' },
  region: { type: 'string' },
  regions: { type: 'string', multiple: true },
  buckets: { type: 'string', multiple: true },
  'sample-objects': { type: 'string' },
  'sample-encryption': { type: 'boolean' },
  profile: { type: 'string' },
  'role-arn': { type: 'string' },
  'external-id': { type: 'string' },
  'session-name': { type: 'string' },
  out: { type: 'string' },
  base64: { type: 'boolean' },
  resume: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  concurrency: { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof known }>>['values'];

/** Reads the command line, and the file of bucket names where it names one. `now` dates the role's session. */
export function readOptions(
  args: readonly string[],
  now: Date,
): CollectOptions | 'help' | 'version' | Wrong {
  let values: Values;
  try {
    ({ values } = parseArgs({ args: [...args], options: known }));
  } catch (error) {
    // Node adds hints for programmers after the first sentence.
    const [says] = (error as Error).message.split(/\.(?:\s|$)/);
    return { wrong: `${says}. See --help.` };
  }
  if (values.help) return 'help';
  if (values.version) return 'version';

  const role = roleIn(values, now);
  if (role && 'wrong' in role) return role;
  const scope = scopeIn(values);
  if (scope && 'wrong' in scope) return scope;

  const wrong = problemOf(values);
  if (wrong !== null) return { wrong };
  const { endpoint, out = defaultOut } = values;
  return {
    endpoint,
    provider: endpoint === undefined || values.provider === 'aws' ? 'aws' : 'other',
    accountName: values['account-name'] ?? (endpoint === undefined ? '' : new URL(endpoint).host),
    region: values.region,
    profile: values.profile,
    role,
    scope,
    sample: sampleIn(values),
    out,
    base64: values.base64 ?? false,
    resume: values.resume ?? false,
    dryRun: values['dry-run'] ?? false,
    concurrency: concurrencyOf(values),
    quiet: values.quiet ?? false,
  };
}

function roleIn(values: Values, now: Date): CollectRole | Wrong | null {
  const { 'role-arn': arn, 'external-id': externalId, 'session-name': sessionName } = values;
  if (arn === undefined) {
    const lone = externalId !== undefined ? '--external-id' : '--session-name';
    return externalId === undefined && sessionName === undefined
      ? null
      : { wrong: `${lone} goes with --role-arn, which is missing.` };
  }
  if (!isRoleArn(arn))
    return {
      wrong: `--role-arn should be the ARN of a role, such as arn:aws:iam::123456789012:role/Audit, not "${arn}".`,
    };
  if (externalId !== undefined && !isExternalId(externalId))
    return {
      wrong: '--external-id has 2 to 1224 letters, digits or signs of _+=,.@:/-. This one has not.',
    };
  if (sessionName !== undefined && !isSessionName(sessionName))
    return {
      wrong: `--session-name has 2 to 64 letters, digits or signs of _+=,.@-, not "${sessionName}".`,
    };
  return {
    arn,
    externalId: externalId ?? '',
    sessionName: sessionName ?? sessionNameOf(now),
  };
}

function scopeIn({ regions: inRegions, buckets: named }: Values): ReadScope | Wrong | null {
  if (inRegions === undefined && named === undefined) return null;
  const regions = inRegions === undefined ? null : namesIn('--regions', inRegions);
  if (regions && 'wrong' in regions) return regions;
  const odd = regions?.find((region) => !isRegionName(region));
  if (odd !== undefined)
    return { wrong: `--regions should name Regions such as eu-west-1, not "${odd}".` };
  const buckets = named === undefined ? null : namesIn('--buckets', named);
  if (buckets && 'wrong' in buckets) return buckets;
  const noName = buckets?.find((name) => !isBucketName(name));
  if (noName !== undefined)
    return { wrong: `--buckets should name buckets, and "${noName}" is no name of a bucket.` };
  return { checks: null, buckets, regions };
}

/** What is wrong with the values that stand for themselves, in one sentence; null where nothing is. */
function problemOf(values: Values): string | null {
  const { endpoint, provider, region, out = defaultOut } = values;
  const concurrency = concurrencyOf(values);
  if (endpoint !== undefined && !isHttp(endpoint))
    return `--endpoint should be an http or https address, not "${endpoint}".`;
  if (endpoint !== undefined && hasSecret(endpoint))
    return '--endpoint is an address without a name or password in it: credentials come from the environment or a profile.';
  if (provider !== undefined && provider !== 'aws' && provider !== 'other')
    return `--provider is aws or other, not "${provider}".`;
  if (endpoint === undefined && provider === 'other')
    return '--provider other needs --endpoint, the address of the store.';
  if (values['role-arn'] !== undefined && endpoint !== undefined && provider !== 'aws')
    return '--role-arn is for AWS: another store hands out no roles.';
  if (region !== undefined && !isRegionName(region))
    return `--region should be a Region such as eu-west-1, not "${region}".`;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 256)
    return `--concurrency is a whole number from 1 to 256, not "${values.concurrency}".`;
  const sample = values['sample-objects'];
  if (sample === undefined && values['sample-encryption'])
    return '--sample-encryption goes with --sample-objects, which is missing.';
  if (sample !== undefined && !(/^\d{1,4}$/.test(sample) && isSampleSize(Number(sample))))
    return `--sample-objects is a whole number from 1 to 1000, not "${sample}".`;
  if (sample !== undefined && values.buckets === undefined)
    return '--sample-objects looks into buckets that --buckets names, which is missing: each request is charged.';
  if (out === '') return '--out should name a file, or "-" for standard output.';
  if (out === '-' && values.resume)
    return '--resume needs a file to go on with: name it with --out.';
  if (out === '-' && values.base64)
    return '--base64 prints by itself; name a file with --out, or leave it away.';
  return null;
}

const isSampleSize = (count: number): boolean => count >= 1 && count <= 1000;
const sampleIn = (values: Values): SamplePlan | null =>
  values['sample-objects'] === undefined
    ? null
    : {
        objects: Number(values['sample-objects']),
        acls: true,
        encryption: values['sample-encryption'] ?? false,
      };
const defaultOut = 'bucketproof.json';
const concurrencyOf = ({ concurrency = '64' }: Values) => Number(concurrency);
const hasSecret = (address: string): boolean => {
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
};
function isHttp(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
