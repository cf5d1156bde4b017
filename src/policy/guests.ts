import { anonymous, type Caller, callerOf, speaksOf } from './callers.ts';
import type { Grantee } from './fixed.ts';
import type { Statement } from './parse.ts';
import { isOwn, type Population } from './population.ts';
import type { Place } from './world.ts';

/**
 * Whom a statement lets in. `public`: anyone on the Internet. `anyAccount`: anyone with an AWS account. `network`:
 * anyone within a network that S3 counts as fixed. `service`: an AWS service.
 */
export type Who =
  'public' | 'anyAccount' | 'organisation' | 'otherAccount' | 'network' | 'service' | 'own';

/** Somebody whom a statement may let in. */
export interface Guest {
  caller: Caller;
  who: Who;
  name: string;
}

/** Those whom a statement for everyone may let in. Where S3 finds a fixed network in it, that is all of the world it lets in. */
export function strangersTo({ statement, pins }: Grantee, everyone: Population): Guest[] {
  const networks = pins
    .filter(({ counts, kind }) => counts && kind === 'network')
    .flatMap(({ condition }) => condition.values)
    .join(', ');
  // A request through an access point has passed what a pin on access points asks for.
  const limited = pins.some(({ counts, kind }) => counts && kind !== 'accessPoint');
  const guests: Guest[] = [
    { caller: anonymous, who: limited ? 'network' : 'public', name: limited ? networks : '' },
    ...everyone.strangers.map((caller): Guest => ({
      caller,
      who: limited ? 'network' : 'anyAccount',
      name: limited ? networks : '',
    })),
    ...everyone.web
      .filter(({ service }) => statement.principals?.includes(`Federated:${service}`))
      .map((caller): Guest => ({
        caller,
        who: limited ? 'network' : 'public',
        name: limited ? networks : caller.service,
      })),
    ...everyone.members.map((caller): Guest => ({
      caller,
      who: 'organisation',
      name: caller.org ?? '',
    })),
    ...everyone.named.map((caller): Guest => ({
      caller,
      who: 'otherAccount',
      name: caller.arn ?? caller.account,
    })),
    ...everyone.holders.map((caller): Guest => ({
      caller,
      who: 'otherAccount',
      name: 'the holder of a unique id',
    })),
  ];
  if (pins.some(({ kind }) => kind === 'source'))
    guests.push({
      caller: { ...anonymous, kind: 'service', service: '' },
      who: 'service',
      name: 'an AWS service',
    });
  return guests.filter(({ caller }) => speaksOf(statement, caller) !== false);
}

/** Those whom a statement names. A condition may narrow an account to some of its principals, who are asked for too. */
export function namedBy(statement: Statement, place: Place, everyone: Population | null): Guest[] {
  const guests: Guest[] = [];
  for (const entry of statement.principals ?? []) {
    const caller = callerOf(entry);
    if (!caller) continue;
    if (caller.kind === 'service') guests.push({ caller, who: 'service', name: caller.service });
    else if (caller.kind === 'account' && !isOwn(caller.account, place))
      guests.push({ caller, who: 'otherAccount', name: caller.arn ?? caller.account });
  }
  for (const caller of everyone?.named ?? [])
    if (caller.arn !== null && speaksOf(statement, caller) === true)
      guests.push({ caller, who: 'otherAccount', name: caller.arn });
  return guests;
}
