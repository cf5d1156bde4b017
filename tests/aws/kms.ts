import type { Account, Key } from './accounts/account.ts';
import { json, type Answer } from './answer.ts';
import { denial, errorAnswer } from './errors.ts';
import type { AwsRequest } from './request.ts';

/**
 * Answers DescribeKey and GetKeyRotationStatus from the description of an account. Shapes and errors are those of
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export function kmsOf({ id: account, keys = [] }: Account) {
  const find = (request: AwsRequest): Key | undefined => {
    const { KeyId } = JSON.parse(request.body.toString()) as { KeyId: string };
    return keys.find(
      (key) =>
        (key.region ?? 'us-east-1') === request.region &&
        [key.id, arnOf(key, account), ...aliasesOf(key, account)].includes(KeyId),
    );
  };
  const answer = (of: (key: Key) => Answer) => (request: AwsRequest) => {
    const key = find(request);
    if (key?.denied) return denial(request, `arn:aws:iam::${account}:role/Auditor`, 'identity');
    return key
      ? of(key)
      : errorAnswer(request, {
          status: 400,
          code: 'NotFoundException',
          message: 'Invalid keyId',
        });
  };
  return {
    DescribeKey: answer((key) => json({ KeyMetadata: metadata(key, account) }, 200, type)),
    GetKeyRotationStatus: answer((key) =>
      json({ KeyRotationEnabled: key.rotates ?? false, KeyId: arnOf(key, account) }, 200, type),
    ),
  };
}

const type = 'application/x-amz-json-1.1';

const arnOf = ({ id, region = 'us-east-1', account }: Key, own: string): string =>
  `arn:aws:kms:${region}:${account ?? own}:key/${id}`;

const aliasesOf = ({ alias, region = 'us-east-1', account }: Key, own: string): string[] =>
  alias === undefined
    ? []
    : [
        ...(account === undefined ? [`alias/${alias}`] : []),
        `arn:aws:kms:${region}:${account ?? own}:alias/${alias}`,
      ];

const metadata = (key: Key, own: string): object => ({
  AWSAccountId: key.account ?? own,
  Arn: arnOf(key, own),
  CreationDate: 1_700_000_000,
  Enabled: (key.state ?? 'Enabled') === 'Enabled',
  KeyId: key.id,
  KeyManager: key.manager ?? 'CUSTOMER',
  KeySpec: key.spec ?? 'SYMMETRIC_DEFAULT',
  KeyState: key.state ?? 'Enabled',
  KeyUsage: 'ENCRYPT_DECRYPT',
  MultiRegion: false,
  Origin: key.origin ?? 'AWS_KMS',
  ...(key.deletedAt !== undefined && { DeletionDate: Date.parse(key.deletedAt) / 1000 }),
});
