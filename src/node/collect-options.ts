import { parseArgs } from 'node:util';

/** What the collector was asked to do. */
export interface CollectOptions {
  endpoint: string | undefined;
  provider: 'aws' | 'other';
  accountName: string;
  region: string | undefined;
  profile: string | undefined;
  out: string;
  concurrency: number;
  quiet: boolean;
}

export const help = `Bucketproof collector: reads the security settings of every S3 bucket of one AWS account
and writes them to a file, which the Bucketproof page opens. It only reads (Get and List calls),
never an object's content, and sends nothing anywhere but to AWS.

  node collect.mjs --out account.json

  --out FILE          where to write; "-" for standard output; ".gz" compresses   (bucketproof.json)
  --profile NAME      a profile of your AWS configuration files
  --region REGION     where to begin                    (AWS_REGION, the profile's, or us-east-1)
  --endpoint URL      another S3-compatible address instead of AWS
  --provider aws      with --endpoint: the address stands for all of AWS (an emulator or a proxy)
  --account-name NAME with --endpoint: what to call the account in reports
  --concurrency N     calls under way at once, 1 to 256                            (64)
  --quiet             no progress
  --help, --version

Credentials come from the environment, the profile or the machine, as for the AWS CLI; in AWS CloudShell
they are there already. The managed policy SecurityAudit allows most of the reads; docs/permissions.json in the
repository lists exactly what is asked. A refused read is written down as refused, and the rest goes on.

Exit codes: 0 complete, 1 nothing could be read, 2 wrong usage, 3 ended early with the file written.`;

/** Reads the command line. A string is a sentence for the user: what is wrong and what to do. */
export function readOptions(
  args: readonly string[],
): CollectOptions | 'help' | 'version' | { wrong: string } {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        endpoint: { type: 'string' },
        provider: { type: 'string' },
        'account-name': { type: 'string' },
        region: { type: 'string' },
        profile: { type: 'string' },
        out: { type: 'string' },
        concurrency: { type: 'string' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    }));
  } catch (error) {
    return { wrong: `${(error as Error).message.split('.')[0]}. See --help.` };
  }
  if (values.help) return 'help';
  if (values.version) return 'version';

  const { endpoint, provider } = values;
  if (endpoint !== undefined && !isHttp(endpoint))
    return { wrong: `--endpoint should be an http or https address, not "${endpoint}".` };
  if (provider !== undefined && provider !== 'aws' && provider !== 'other')
    return { wrong: `--provider is aws or other, not "${provider}".` };
  if (endpoint === undefined && provider === 'other')
    return { wrong: '--provider other needs --endpoint, the address of the store.' };
  if (values.region !== undefined && !/^[a-z0-9-]{1,40}$/.test(values.region))
    return { wrong: `--region should be a Region such as eu-west-1, not "${values.region}".` };
  const concurrency = Number(values.concurrency ?? 64);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 256)
    return { wrong: `--concurrency is a whole number from 1 to 256, not "${values.concurrency}".` };
  return {
    endpoint,
    provider: endpoint === undefined ? 'aws' : (provider ?? 'other'),
    accountName: values['account-name'] ?? (endpoint === undefined ? '' : new URL(endpoint).host),
    region: values.region,
    profile: values.profile,
    out: values.out ?? 'bucketproof.json',
    concurrency,
    quiet: values.quiet ?? false,
  };
}

function isHttp(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
