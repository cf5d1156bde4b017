import { check, fail, pass } from '../model/check.ts';

/** Spelt as S3 spells them, upper and lower case included. */
const algorithms = ['AES256', 'aws:kms', 'aws:kms:dsse'];

export default check({
  id: 'default-encryption',
  title: 'New objects are encrypted at rest by default',
  topic: 'Encryption',
  severity: 'info',
  per: 'bucket',
  ofDirectoryBuckets: true,
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
    hipaa: [
      '164.308(a)(1)(ii)(B)',
      '164.308(a)(4)(ii)(A)',
      '164.312(a)(2)(iv)',
      '164.312(c)(1)',
      '164.312(c)(2)',
      '164.312(e)(2)(ii)',
    ],
    iso_27001_2022: ['A.8.24'],
    soc2: ['CC6.1', 'CC6.2', 'PI1.4'],
    gdpr: ['Art. 32'],
    aws_well_architected_security: ['SEC08-BP03'],
    mitre_attack: ['T1119', 'T1530'],
  },
  needs: ['encryption'],
  why: 'S3 encrypts every new object since January 2023; other endpoints, and objects stored before, may hold plain data.',
  fix: {
    text: 'Set a default encryption for the bucket, and copy objects over themselves that were stored before it.',
    cli: `aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}'`,
    console: 'S3 > bucket > Properties > Default encryption > Edit',
    terraform: 'aws_s3_bucket_server_side_encryption_configuration',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html',
  evaluate({ encryption }, { provider }) {
    if (!encryption || encryption.length === 0)
      return provider === 'aws'
        ? pass(
            'No default encryption is configured; S3 applies its base encryption, SSE-S3 with AES-256.',
          )
        : fail(
            'No default encryption is configured, and this endpoint has no base encryption to rely on.',
          );
    const known = encryption.find(({ algorithm }) => algorithms.includes(algorithm));
    return known
      ? pass(`The default encryption is ${known.algorithm}.`)
      : fail(
          `The default encryption names no algorithm of S3: "${encryption.map((rule) => rule.algorithm).join('", "')}".`,
        );
  },
});
