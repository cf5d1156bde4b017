import { organisationActions, selectAction } from '../../gather/config/gaps.ts';
import { factActions } from '../../gather/actions.ts';
import { actionsOf } from '../../gather/fact-actions.ts';
import type { FactName } from '../../model/facts.ts';

/**
 * A session policy that allows exactly the reads of every fact, and to ask what AWS Config recorded, of an organisation
 * too, on anything. A session policy only ever narrows what the role allows. At most 2,048 characters. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function sessionPolicy(): string {
  const facts = Object.keys(factActions) as FactName[];
  const actions = [
    ...new Set([...facts.flatMap((fact) => actionsOf(fact)), selectAction, ...organisationActions]),
  ].sort();
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  });
}
