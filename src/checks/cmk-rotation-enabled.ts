import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'cmk-rotation-enabled',
  title: 'The customer managed key of the bucket rotates',
  topic: 'Encryption',
  severity: 'low',
  per: 'bucket',
  ofDirectoryBuckets: true,
  frameworks: {
    cis_aws_v1_4: ['3.8'],
    cis_aws_v2: ['3.8'],
    cis_aws_v3: ['3.6'],
    cis_aws_v4: ['3.6'],
    cis_aws_v5: ['3.6'],
    cis_aws_v6: ['4.6'],
    cis_aws_v7: ['4.6'],
    security_hub: ['KMS.4'],
    nist_800_53_r5: ['CM-6(a)', 'CM-9(b)', 'SA-9(6)', 'SC-12', 'SC-12(2)', 'SC-12(6)'],
    pci_dss_v4: ['3.7.4', '3.7.5'],
    iso_27001_2022: ['A.8.24'],
    soc2: ['PI1.5'],
    gdpr: ['Art. 25', 'Art. 30'],
    nis2: ['11.6.2.c'],
    aws_well_architected_security: ['SEC02-BP05'],
  },
  needs: ['keyRotation'],
  why: 'Rotation limits how much is encrypted with one key, and so how much is lost when its material becomes known.',
  fix: {
    text: 'Enable automatic rotation of the key. What was encrypted before stays readable, and nothing is encrypted anew.',
    cli: `aws kms enable-key-rotation --key-id KEY`,
    console: 'KMS > Customer managed keys > key > Key rotation',
    terraform: 'aws_kms_key.enable_key_rotation = true',
  },
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  evaluate({ keyRotation: { state, says } }) {
    return { on: pass, off: fail, none: notApplicable }[state](says);
  },
});
