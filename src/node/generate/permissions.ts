import { type AnyGatherer, callsOf } from '../../gather/gatherer.ts';
import { leastPrivilege, policyText } from '../../report/least-privilege.ts';

/**
 * `docs/permissions.json`: the least privilege that reads every fact. A policy cannot carry comments, nor an `Id`
 * where it is attached to an identity, so nothing in it says that it is generated.
 */
export const permissionsPolicy = (gatherers: readonly AnyGatherer[]): string =>
  policyText(
    leastPrivilege(
      gatherers.flatMap((g) => callsOf(g).map(({ action }) => ({ fact: g.fact, action }))),
    ),
  );
