import { check, fail, notApplicable, pass } from '../model/check.ts';

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
const stateSays: Readonly<Record<string, string>> = {
  Disabled: 'is disabled',
  PendingDeletion: 'is scheduled for deletion',
  PendingReplicaDeletion: 'is scheduled for deletion once its replicas are gone',
  PendingImport: 'has no key material',
  Unavailable: 'cannot be reached in its store of keys',
  Creating: 'is being created',
};

export default check({
  id: 'default-encryption-key-usable',
  title: 'The key of the default encryption exists and is enabled',
  topic: 'Encryption',
  severity: 'high',
  per: 'bucket',
  ofDirectoryBuckets: true,
  frameworks: { iso_27001_2022: ['A.8.24'] },
  needs: ['defaultKey'],
  why: 'Without its key no object can be read or written, and once the key is deleted, 7 to 30 days after it was asked for, none ever again.',
  fix: {
    text: 'Cancel the deletion, and enable the key. Where the key is gone, choose another as the default, and restore objects from copies under other keys.',
    cli: `aws kms cancel-key-deletion --key-id KEY && aws kms enable-key --key-id KEY`,
    console: 'KMS > Customer managed keys > key > Key actions',
    terraform: 'aws_kms_key.is_enabled',
  },
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
  evaluate({ defaultKey: found }, { account }) {
    if (found.is === 'none') return notApplicable('The default encryption uses no KMS key.');
    if (found.is === 'aws')
      return pass('The default encryption uses an AWS managed key, which is always enabled.');
    if (found.is === 'missing')
      return fail(`The default encryption names the key ${found.named}, which KMS does not find.`);
    const { arn, state, deletedAt, account: owner } = found.key;
    const foreign =
      owner === account
        ? ''
        : ` It belongs to account ${owner}, which can disable or delete it at any time.`;
    // While KMS moves the primary Region of a key, the key works.
    if (state === 'Enabled' || state === 'Updating')
      return pass(`The key ${arn} is enabled.${foreign}`);
    const until = deletedAt === null ? '' : ` KMS deletes it on ${deletedAt.slice(0, 10)}.`;
    return fail(
      `The key ${arn} ${stateSays[state] ?? `is in the state ${state}`}.${until}${foreign}`,
    );
  },
});
