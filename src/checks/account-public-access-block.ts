import { switches, switchTitle } from '../access/block.ts';
import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'account-public-access-block',
  title: 'Block Public Access is fully on for the account',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'account',
  awsOnly: true,
  frameworks: {
    cis_aws_v1_4: ['2.1.5'],
    cis_aws_v2: ['2.1.4'],
    cis_aws_v3: ['2.1.4'],
    cis_aws_v4: ['2.1.4'],
    cis_aws_v5: ['2.1.4'],
    cis_aws_v6: ['3.1.4'],
    cis_aws_v7: ['3.1.4'],
    security_hub: ['S3.1'],
    nist_800_53_r5: [
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'AC-21',
      'SC-7',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
    ],
    pci_dss_v4: ['1.4.4'],
    hipaa: ['164.308(a)(1)(ii)(B)', '164.308(a)(3)(i)'],
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
    soc2: ['CC6.1', 'CC6.2', 'CC6.6'],
    aws_well_architected_security: ['SEC03-BP07'],
    mitre_attack: ['T1530'],
  },
  needs: ['accountPublicAccessBlock'],
  why: 'It overrides every ACL and bucket policy of the account, so one later mistake cannot expose data.',
  fix: {
    text: 'Turn on all four settings for the account. Where an organisation sets them, ask its administrator.',
    cli: 'aws s3control put-public-access-block --account-id ACCOUNT --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    console: 'S3 > Block Public Access settings for this account > Edit > Block all public access',
    terraform: 'aws_s3_account_public_access_block with all four arguments true',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  evaluate(facts) {
    const block = facts.accountPublicAccessBlock;
    if (!block) return fail('Block Public Access was never set for the account.');
    const off = switches.filter((name) => !block[name]);
    if (off.length === 0) return pass('All four switches are on for the account.');
    const named = off.map((name) => switchTitle[name]).join(', ');
    const live = block.ignorePublicAcls && block.restrictPublicBuckets;
    return fail(
      `Off for the account: ${named}.${live ? ' The two switches that neutralise what is already public are on.' : ''}`,
    );
  },
});
