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
    nis2: ['11.7.2'],
    mitre_attack: ['T1485'],
    aws_well_architected_security: ['SEC05-BP02'],
    iso_27001_2022: ['A.8.5', 'A.8.13'],
  },
  needs: ['mfaDelete'],
  why: 'With MFA delete, stolen keys alone cannot remove versions for good.',
  fix: {
    text: 'Enable it as the root user with an MFA device; console and Terraform cannot. Not possible together with lifecycle rules.',
    cli: 'aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa "MFA_SERIAL CODE"',
    console: 'not available in the console',
    terraform: 'aws_s3_bucket_versioning with mfa_delete, with root credentials',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
  evaluate({ mfaDelete: { state, versioned } }) {
    switch (state) {
      case 'on':
        return pass('Versioning and MFA delete are enabled.');
      case 'lifecycle':
        return notApplicable('The bucket has lifecycle rules, which exclude MFA delete.');
      case 'locked':
        return notApplicable(
          'Object Lock keeps versions in compliance mode, which is stronger than MFA delete.',
        );
      case 'off':
        return fail(
          versioned ? 'MFA delete is off.' : 'Versioning is not enabled, so MFA delete cannot be.',
        );
    }
  },
});
