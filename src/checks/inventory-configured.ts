import { check, fail, pass } from '../model/check.ts';
import { strangerSays, targetSays } from '../model/copies.ts';

export default check({
  id: 'inventory-configured',
  title: 'S3 Inventory lists the objects of the bucket',
  topic: 'Logging and monitoring',
  severity: 'info',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.8.15', 'A.8.16'] },
  needs: ['inventoryOwners'],
  settings: ['trustedAccounts'],
  why: 'An inventory tells of every object its encryption and, where asked for, its ACL, without a request for each.',
  fix: {
    text: 'Add a configuration that is written to a bucket of the same account. Ask for the fields EncryptionStatus and ObjectAccessControlList in it.',
    cli: 'aws s3api put-bucket-inventory-configuration --bucket BUCKET --id weekly --inventory-configuration file://inventory.json',
    console: 'S3 > bucket > Management > Inventory configurations > Create inventory configuration',
    terraform: 'aws_s3_bucket_inventory',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html',
  evaluate({ inventoryOwners: { count, targets } }) {
    const strange = targets.filter(({ owner }) => owner === 'foreign');
    if (strange.length > 0)
      return fail(
        `The names of objects are written to ${[...new Set(strange.map(strangerSays))].join(' and to ')}.`,
      );
    if (targets.length > 0)
      return pass(
        `An inventory is written to ${[...new Set(targets.map(targetSays))].join(' and to ')}.`,
      );
    return fail(
      count > 0
        ? 'All inventory configurations are disabled.'
        : 'The bucket has no inventory configuration.',
    );
  },
});
