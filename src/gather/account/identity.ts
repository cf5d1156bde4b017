import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { gatherer } from '../gatherer.ts';

/** Needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export default gatherer({
  fact: 'identity',
  service: 'sts',
  operation: 'GetCallerIdentity',
  action: 'sts:GetCallerIdentity',
  call: GetCallerIdentityCommand,
  input: () => ({}),
  absent: [],
  read: ({ Account, Arn, UserId }) => {
    if (!Account || !Arn) throw new Error('an identity without account or ARN');
    return { account: Account, arn: Arn, userId: UserId ?? '' };
  },
});
