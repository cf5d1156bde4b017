import { domainOf, type Partition, regions } from './regions.ts';

/** An AWS service that the page may talk to: the policy is made of these, and the trust page lists them. */
export interface Service {
  title: string;
  /** What the page asks of it, to go on from "It is asked for". */
  why: string;
  /** Its host in the partition of the public Regions, `<Region>` standing for each. */
  shown: string;
  /** Every host of it in a partition, as the policy names them. */
  hosts(partition: Partition): readonly string[];
}

/** A service with one host for each Region, but for those where it does not exist. */
const regional = (
  label: string,
  without: readonly string[] = [],
): Pick<Service, 'shown' | 'hosts'> => ({
  shown: `${label}.<Region>.amazonaws.com`,
  hosts: (partition) =>
    regions[partition]
      .filter((region) => !without.includes(region))
      .map((region) => `${label}.${region}.${domainOf(partition)}`),
});

/** A service with one host for each partition. */
const global = (hosts: Readonly<Record<Partition, string>>): Pick<Service, 'shown' | 'hosts'> => ({
  shown: hosts.aws,
  hosts: (partition) => [hosts[partition]],
});

/** One line for each service. https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html */
export const services: readonly Service[] = [
  { title: 'Amazon S3', why: 'the list of buckets, and the settings of each', ...regional('s3') },
  {
    title: 'Amazon S3 Control',
    why: "access points, and the account's own S3 settings",
    // The host begins with the account's id, which is not known when the policy is written.
    ...regional('*.s3-control'),
  },
  { title: 'AWS STS', why: 'whose the credentials are, and to assume a role', ...regional('sts') },
  { title: 'Amazon EC2', why: 'which Regions the account has enabled', ...regional('ec2') },
  {
    title: 'AWS Config',
    why: 'settings that it has recorded, where S3 gives the page no answer that it may read',
    ...regional('config'),
  },
  {
    title: 'AWS CloudTrail',
    why: 'which trails log the account, and what they leave out',
    ...regional('cloudtrail'),
  },
  {
    title: 'Amazon CloudWatch Logs',
    why: "which metric filters look through the trails' logs",
    ...regional('logs'),
  },
  {
    title: 'Amazon CloudWatch',
    why: 'which alarms rest on these filters',
    ...regional('monitoring'),
  },
  { title: 'Amazon SNS', why: 'who is told by such an alarm', ...regional('sns') },
  {
    title: 'Amazon EventBridge',
    why: 'which rules act on changes of buckets',
    ...regional('events'),
  },
  {
    title: 'AWS Backup',
    why: 'which plans back buckets up, and what they have kept',
    ...regional('backup'),
  },
  {
    title: 'Amazon Macie',
    why: 'which buckets it found to hold sensitive data',
    ...regional('macie2'),
  },
  {
    title: 'AWS KMS',
    why: 'whether the keys that encrypt buckets are usable and rotated',
    ...regional('kms'),
  },
  {
    title: 'AWS IAM',
    why: 'what the credentials may do',
    // https://docs.aws.amazon.com/general/latest/gr/iam-service.html
    ...global({
      aws: 'iam.amazonaws.com',
      'aws-us-gov': 'iam.us-gov.amazonaws.com',
      'aws-cn': 'iam.cn-north-1.amazonaws.com.cn',
    }),
  },
  {
    title: 'Amazon Cognito',
    why: 'temporary credentials, where an identity pool gives them',
    // https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html
    ...regional('cognito-identity', ['cn-northwest-1']),
  },
];
