import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'tls-minimum-version',
  title: 'Requests below TLS 1.2 are denied by policy',
  topic: 'Encryption',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    nist_800_53_r5: [
      'AC-4',
      'AC-4(22)',
      'AC-17(2)',
      'AC-24(1)',
      'AU-9(3)',
      'CA-9(b)',
      'CM-6(a)',
      'CM-9(b)',
      'IA-5(1)(c)',
      'PM-11(b)',
      'PM-17(b)',
      'SC-7(4)(b)',
      'SC-7(4)(g)',
      'SC-7(5)',
      'SC-8',
      'SC-8(1)',
      'SC-8(2)',
      'SC-8(3)',
      'SC-8(4)',
      'SC-8(5)',
      'SC-13(a)',
      'SC-16(1)',
      'SC-23',
      'SI-1(a)(2)',
    ],
    pci_dss_v4: ['1.2.5', '2.2.5', '2.2.7', '4.2.1', '4.2.1.1', '8.3.2'],
    hipaa: ['164.308(a)(1)(ii)(B)', '164.312(c)(1)', '164.312(c)(2)', '164.312(e)(2)(i)'],
    iso_27001_2022: ['A.8.20', 'A.8.24'],
  },
  needs: ['tls', 'oldTls'],

  why: 'AWS refuses old TLS by itself, and a policy that says so too satisfies auditors who ask for it in writing.',
  fix: {
    text: 'Add a statement that denies every action to everyone where s3:TlsVersion is below 1.2, beside the one that denies plain HTTP.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://tls-1.2.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform:
      'condition { test = "NumericLessThan", variable = "s3:TlsVersion", values = ["1.2"] }',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
  evaluate({ oldTls, tls }) {
    if (oldTls.state !== 'enforced') return fail(oldTls.says, oldTls.steps);
    return tls.state === 'enforced'
      ? pass(oldTls.says, oldTls.steps)
      : fail(`${oldTls.says} But plain HTTP gets through: ${tls.says}`, [
          ...oldTls.steps,
          ...tls.steps,
        ]);
  },
});
