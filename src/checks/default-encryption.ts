import { check, fail, pass } from '../model/check.ts';

const known = new Map([
  ['AES256', 'SSE-S3'],
  ['aws:kms', 'SSE-KMS'],
  ['aws:kms:dsse', 'DSSE-KMS'],
]);

export default check({
  id: 'default-encryption',
  title: 'New objects are encrypted at rest by default',
  topic: 'Encryption',
  severity: 'info',
  per: 'bucket',
  frameworks: {
    cis_aws_v1_4: ['2.1.1'],
    security_hub: ['S3.4'],
    nist_800_53_r5: [
      'CM-6(a)',
      'CM-9(b)',
      'CP-9(8)',
      'CP-9(d)',
      'PM-11(b)',
      'SC-8(3)',
      'SC-8(4)',
      'SC-13(a)',
      'SC-16(1)',
      'SC-28(1)',
      'SI-19(4)',
    ],
    pci_dss_v4: ['8.3.2'],
    iso_27001_2022: ['A.8.24'],
    hipaa: [
      '164.308(a)(1)(ii)(B)',
      '164.308(a)(4)(ii)(A)',
      '164.312(a)(2)(iv)',
      '164.312(c)(1)',
      '164.312(c)(2)',
      '164.312(e)(2)(ii)',
    ],
    soc2: ['CC6.1', 'CC6.2', 'PI1.4'],
    gdpr: ['Art. 32'],
    mitre_attack: ['T1119', 'T1530'],
    aws_well_architected_security: ['SEC08-BP03'],
  },
  needs: ['encryption'],
  why: 'Encryption at rest keeps data unreadable on lost media; on AWS it cannot be off since January 2023.',
  fix: {
    text: 'On an S3-compatible store, set a default encryption.',
    cli: 'aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration \'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}\'',
    console: 'S3 > bucket > Properties > Default encryption > Edit',
    terraform: 'aws_s3_bucket_server_side_encryption_configuration with sse_algorithm',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html',
  evaluate({ encryption }, { provider }) {
    const used = (encryption ?? [])
      .map(({ algorithm }) => algorithm)
      .filter((one) => known.has(one));
    if (used.length > 0)
      return pass(`The default encryption is ${used.map((one) => known.get(one)).join(', ')}.`);
    if (provider === 'aws')
      return pass(
        'No default encryption is configured; S3 encrypts every new object with SSE-S3 all the same. Objects from before January 2023 may not be encrypted.',
      );
    return fail(
      encryption === null
        ? 'The endpoint says that no default encryption is configured.'
        : 'The default encryption names no algorithm that S3 knows.',
    );
  },
});
