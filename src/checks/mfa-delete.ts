import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'mfa-delete',
  title: 'MFA delete is enabled',
  topic: 'Data protection and recovery',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    cis_aws_v1_4: ['2.1.3'],
    cis_aws_v2: ['2.1.2'],
    cis_aws_v3: ['2.1.2'],
    cis_aws_v4: ['2.1.2'],
    cis_aws_v5: ['2.1.2'],
    cis_aws_v6: ['3.1.2'],
    cis_aws_v7: ['3.1.2'],
    security_hub: ['S3.20'],
    nist_800_53_r5: ['CA-9(1)', 'CM-2', 'CM-2(2)', 'CM-3', 'SC-5(2)'],
    pci_dss_v4: ['3.5.1.3', '8.4.1', '8.4.2', '8.4.3', '10.3.2', 'A1.1.2', 'A3.4.1'],
    iso_27001_2022: ['A.8.5', 'A.8.13'],
    nis2: ['11.7.2'],
    aws_well_architected_security: ['SEC05-BP02'],
    mitre_attack: ['T1485'],
  },
  needs: ['mfaDelete'],
  why: 'With MFA delete, stolen credentials alone can neither remove versions for good nor suspend versioning.',
  fix: {
    text: 'Enable it with the root user, whose MFA device the command asks for; neither the console nor another identity can. Object Lock in compliance mode is the stronger choice.',
    cli: 'aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa "arn:aws:iam::ACCOUNT:mfa/root-account-mfa-device CODE"',
    terraform: 'aws_s3_bucket_versioning.mfa, with credentials of the root user',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
  evaluate({ mfaDelete: { state, versioned } }) {
    if (state === 'on') return pass('MFA delete is enabled.');
    if (state === 'lifecycle')
      return notApplicable('The bucket has lifecycle rules, which exclude MFA delete.');
    if (state === 'locked')
      return notApplicable(
        'Object Lock in compliance mode protects versions, and is the stronger control.',
      );
    return fail(
      versioned ? 'MFA delete is off.' : 'Versioning is not enabled, which MFA delete depends on.',
    );
  },
});
