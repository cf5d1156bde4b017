import { check, fail, notApplicable, pass, type ProofStep } from '../model/check.ts';

export default check({
  id: 'trail-log-integrity',
  title: 'CloudTrail log files are validated and encrypted with KMS',
  topic: 'Logging and monitoring',
  severity: 'medium',
  per: 'account',
  frameworks: {
    cis_aws_v1_4: ['3.2', '3.7'],
    cis_aws_v2: ['3.2', '3.7'],
    cis_aws_v3: ['3.2', '3.5'],
    cis_aws_v4: ['3.2', '3.5'],
    cis_aws_v5: ['3.2', '3.5'],
    cis_aws_v6: ['4.2', '4.5'],
    cis_aws_v7: ['4.2', '4.5'],
    security_hub: ['CloudTrail.2', 'CloudTrail.4'],
    nist_800_53_r5: [
      'AU-9(3)',
      'AU-9(a)',
      'CM-6(a)',
      'CM-9(b)',
      'CP-9(d)',
      'PM-11(b)',
      'PM-17(b)',
      'SA-1(1)',
      'SA-10(1)',
      'SC-8(3)',
      'SC-8(4)',
      'SC-13(a)',
      'SC-16(1)',
      'SC-28(1)',
      'SI-1(a)(2)',
      'SI-4(d)',
      'SI-7(1)',
      'SI-7(3)',
      'SI-7(7)',
      'SI-7(a)',
      'SI-19(4)',
    ],
    pci_dss_v4: ['8.3.2', '10.3.2', '10.3.3', '10.3.4', 'A1.2.1'],
    hipaa: [
      '164.308(a)(1)(ii)(B)',
      '164.308(a)(1)(ii)(D)',
      '164.308(a)(4)(ii)(A)',
      '164.312(a)(2)(iv)',
      '164.312(b)',
      '164.312(c)(1)',
      '164.312(c)(2)',
      '164.312(e)(2)(ii)',
    ],
    soc2: ['CC6.1', 'CC6.2', 'CC7.3', 'PI1.3'],
    gdpr: ['Art. 25', 'Art. 30', 'Art. 32'],
    nis2: ['3.4.2.d', '9.2.a'],
    aws_well_architected_security: ['SEC06-BP01', 'SEC06-BP06', 'SEC08-BP02'],
    iso_27001_2022: ['A.8.15', 'A.8.16'],
  },
  needs: ['trailIntegrity'],
  awsOnly: true,
  why: 'Digests show whether a log file was changed or removed; a key of its own decides who can read them.',
  fix: {
    text: 'Turn on log file validation, and encrypt the logs of each trail with a key of AWS KMS.',
    cli: 'aws cloudtrail update-trail --name TRAIL --enable-log-file-validation --kms-key-id KEY',
    console: 'CloudTrail > Trails > trail > General details',
    terraform: 'aws_cloudtrail.enable_log_file_validation, kms_key_id',
  },
  source:
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  evaluate({ trailIntegrity: { trails, lacking } }) {
    if (trails === 0) return notApplicable('No trail records this account.');
    if (lacking.length === 0)
      return pass(
        `${trails === 1 ? 'The trail validates its log files and encrypts them' : `All ${trails} trails validate their log files and encrypt them`} with AWS KMS.`,
      );
    const steps = lacking.map(({ trail, validation, key }): ProofStep => ({
      says: `Trail ${trail} ${[...(validation ? [] : ['has no log file validation']), ...(key ? [] : ['has no key of AWS KMS'])].join(' and ')}.`,
      fact: 'trails',
    }));
    return fail(steps.map(({ says }) => says).join(' '), steps);
  },
});
