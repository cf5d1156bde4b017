import { organisationActions, selectAction } from '../../gather/config/gaps.ts';
import type { AnyGatherer } from '../../gather/gatherer.ts';

/**
 * A session policy that allows exactly the reads of these gatherers, and to ask what AWS Config recorded, of an organisation
 * too, on anything. A session policy only ever narrows what the role allows. At most 2,048 characters. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function sessionPolicy(gatherers: readonly Pick<AnyGatherer, 'action'>[]): string {
  const actions = [
    ...new Set([...gatherers.map(({ action }) => action), selectAction, ...organisationActions]),
  ].sort();
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  });
}
