import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'access-point-vpc-only',
  title: 'The access point takes requests from a VPC only',
  topic: 'Public access and sharing',
  severity: 'low',
  per: 'accessPoint',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['accessPoint'],

  why: 'An access point that is bound to a VPC can be reached from nowhere else, whatever its policy says.',
  fix: {
    text: 'Where all clients are in a VPC, create the access point anew with that VPC as its network origin, which cannot be changed later.',
    cli: 'aws s3control create-access-point --account-id ACCOUNT --name NEW_NAME --bucket BUCKET --vpc-configuration VpcId=VPC_ID',
    console: 'S3 > Access Points > Create access point > Network origin: Virtual private cloud',
    terraform: 'aws_s3_access_point.vpc_configuration.vpc_id',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html',
  evaluate({ accessPoint: { networkOrigin, vpcId } }) {
    return networkOrigin === 'VPC'
      ? pass(`The access point takes requests from ${vpcId ?? 'its VPC'} only.`)
      : fail(
          'The access point takes requests from the Internet. That is a matter of design: many take this for good with IAM in front.',
        );
  },
});
