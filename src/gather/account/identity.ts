import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';

/** Whose the credentials are. Needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export default gatherer({
  fact: 'identity',
  service: 'sts',
  operation: 'GetCallerIdentity',
  action: 'sts:GetCallerIdentity',
  call: GetCallerIdentityCommand,
  input: () => ({}),
  absent: [],
  read: ({ Account, Arn, UserId }) => ({
    account: need(Account, 'an account'),
    arn: need(Arn, 'an ARN'),
    userId: need(UserId, 'a user'),
  }),
});
