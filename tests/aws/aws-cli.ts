import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Front } from './front.ts';
import { onPath, pythonTool } from './moto-install.ts';

/** The path of an AWS CLI: the one on the PATH, else one that is installed once beside moto. */
const awsCommand = async (): Promise<string> =>
  (await onPath('aws')) ?? pythonTool('aws', 'awscli', 'awscli>=1.36');

/**
 * Runs lines of bash as somebody does who pastes them into AWS CloudShell, with the front for AWS. Resolves to what
 * they printed; rejects with what they complained of.
 */
export async function runShell(
  lines: string,
  front: Front,
  folder: string,
  account = 'AKIAEXAMPLEKEY000001',
): Promise<string> {
  const aws = await awsCommand();
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-c', `aws() { ${JSON.stringify(aws)} "$@"; }\n${lines}`],
    {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        AWS_ENDPOINT_URL: front.url,
        AWS_ACCESS_KEY_ID: account,
        AWS_SECRET_ACCESS_KEY: 'example-secret',
        AWS_REGION: 'us-east-1',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    },
  );
  return stdout;
}
