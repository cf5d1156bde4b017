/** Regions by partition, so that the page's policy can name each host exactly. https://docs.aws.amazon.com/general/latest/gr/s3.html */
export const regions = {
  aws: [
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'af-south-1',
    'ap-east-1',
    'ap-east-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
    'ca-central-1',
    'ca-west-1',
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'il-central-1',
    'me-central-1',
    'me-south-1',
    'mx-central-1',
    'sa-east-1',
  ],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
} as const;

export type Partition = keyof typeof regions;

/** The domain under which a partition's services answer. */
export const domainOf = (partition: Partition): string =>
  partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';

export const everyRegion: readonly { partition: Partition; region: string }[] = (
  Object.keys(regions) as Partition[]
).flatMap((partition) => regions[partition].map((region) => ({ partition, region })));
