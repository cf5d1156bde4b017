import check from '../../src/checks/inventory-configured.ts';
import { complete } from '../../src/model/evidence.ts';
import { here, inventoryTo } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const strange = { destinationAccount: '444455556666' };

testCheck(check, {
  pass: [
    {
      name: 'to the bucket itself',
      facts: { inventory: complete([inventoryTo(here.bucket)]) },
      because: 'An inventory is written to acme-data of this account.',
    },
    {
      name: 'to a neighbour, beside one that is off',
      facts: {
        inventory: complete([inventoryTo('vault', { enabled: false }), inventoryTo('acme-lists')]),
      },
      others: [{ name: 'acme-lists', facts: {} }],
    },
    {
      name: 'to an account that is expected',
      facts: { inventory: complete([inventoryTo('vault', strange)]) },
      settings: { trustedAccounts: [{ id: '444455556666', label: '' }] },
      because: 'An inventory is written to vault of the expected account 444455556666.',
    },
  ],
  fail: [
    {
      name: 'none',
      facts: { inventory: complete([]) },
      because: 'The bucket has no inventory configuration.',
    },
    {
      name: 'disabled',
      facts: { inventory: complete([inventoryTo(here.bucket, { enabled: false })]) },
      because: 'All inventory configurations are disabled.',
    },
    {
      name: 'to a foreign account, which learns the names of objects',
      facts: {
        inventory: complete([inventoryTo(here.bucket), inventoryTo('vault', strange)]),
      },
      because:
        'The names of objects are written to vault of account 444455556666, which is not among the expected ones.',
    },
    {
      name: 'to a bucket of nobody in sight, in a list that goes on',
      facts: {
        inventory: { ...complete([inventoryTo('vault')]), complete: false },
      },
      because: /vault, which is no bucket of this account/,
    },
  ],
  notApplicable: [
    {
      name: 'a directory bucket',
      bucket: 'acme--euw1-az1--x-s3',
      facts: { inventory: complete([]) },
    },
  ],
  notAssessed: [
    {
      name: 'refused',
      facts: { tags: null },
      because: /^The inventory configurations could not be read/,
    },
    {
      name: 'the list is not whole, and what there is is well',
      facts: { inventory: { ...complete([inventoryTo(here.bucket)]), complete: false } },
      because: /^The inventory configurations could not be read/,
    },
    {
      name: 'whose bucket it is written to is not known',
      facts: { inventory: complete([inventoryTo('acme-lists')]) },
      gaps: { buckets: 'denied' },
      because: /^Whether acme-lists is a bucket of this account would decide this\./,
    },
  ],
});
