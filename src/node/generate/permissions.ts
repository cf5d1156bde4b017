import type { AnyGatherer } from '../../gather/gatherer.ts';
import { factScope, type Scope } from '../../model/facts.ts';

const scopes: readonly Scope[] = ['account', 'region', 'bucket', 'accessPoint'];

/**
 * The least privilege that reads every fact, as an IAM identity policy: the actions that the gatherers declare
 * and no other, in one statement for each kind of resource. All of them read. A policy cannot carry comments, nor an
 * `Id` where it is attached to an identity, so its statements' Sids say that it is generated.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function permissionsPolicy(gatherers: readonly AnyGatherer[]): string {
  const taken = new Set<string>();
  const statements = scopes.flatMap((scope) => {
    const actions = gatherers
      .filter(({ fact }) => factScope[fact] === scope)
      .map(({ action }) => action)
      .filter((action) => !taken.has(action) && taken.add(action));
    return actions.length === 0
      ? []
      : [
          {
            Sid: `GeneratedByNpmRunDocs${scope[0]?.toUpperCase()}${scope.slice(1)}Reads`,
            Effect: 'Allow',
            Action: actions.toSorted(),
            Resource: '*',
          },
        ];
  });
  return `${JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)}\n`;
}
