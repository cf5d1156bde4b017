import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'tls-required',
  title: 'Requests over plain HTTP are denied',
  topic: 'Encryption',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    cis_aws_v1_4: ['2.1.2'],
    cis_aws_v2: ['2.1.1'],
    cis_aws_v3: ['2.1.1'],
    cis_aws_v4: ['2.1.1'],
    cis_aws_v5: ['2.1.1'],
    cis_aws_v6: ['3.1.1'],
    cis_aws_v7: ['3.1.1'],
    security_hub: ['S3.5'],
    nist_800_53_r5: [
      'AC-4',
      'AC-17(2)',
      'IA-5(1)',
      'SC-7(4)',
      'SC-8',
      'SC-8(1)',
      'SC-8(2)',
      'SC-12(3)',
      'SC-13',
      'SC-23',
      'SC-23(3)',
      'SI-7(6)',
    ],
    pci_dss_v4: ['4.2.1'],
    hipaa: ['164.308(a)(1)(ii)(B)', '164.312(c)(1)', '164.312(c)(2)', '164.312(e)(2)(i)'],
    soc2: ['CC6.1', 'CC6.2'],
    gdpr: ['Art. 32'],
    mitre_attack: ['T1040'],
    aws_well_architected_security: ['SEC09-BP02'],
    iso_27001_2022: ['A.8.20', 'A.8.21', 'A.8.24'],
  },
  needs: ['tls'],
  why: 'S3 also answers over plain HTTP; only a Deny in the policy keeps data and signatures off unencrypted connections.',
  fix: {
    text: 'Add a Deny for everyone, s3:* and both the bucket and its objects, where aws:SecureTransport is false. The call replaces the policy: merge first.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy \'{"Version":"2012-10-17","Statement":[{"Sid":"DenyPlainHttp","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::BUCKET","arn:aws:s3:::BUCKET/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}\'',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit > add the Deny statement',
    terraform: 'aws_s3_bucket_policy with a Deny on aws:SecureTransport = ["false"]',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS',
  evaluate({ tls }) {
    return tls.state === 'enforced' ? pass(tls.says, tls.steps) : fail(tls.says, tls.steps);
  },
});
