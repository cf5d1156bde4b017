import check from '../../src/checks/required-tags.ts';
import { testCheck } from '../test-check.ts';

const team = { key: 'team', value: 'storage' };
const asks = (...requiredTags: { key: string; value: string }[]) => ({ requiredTags });

testCheck(check, {
  pass: [
    {
      name: 'some tag, where none is asked for by name',
      facts: { tags: [team] },
      because: 'The bucket carries 1 tag.',
    },
    {
      name: 'the key, with any value',
      facts: { tags: [team] },
      settings: asks({ key: 'team', value: '' }),
    },
    {
      name: 'keys and values',
      facts: { tags: [team, { key: 'stage', value: 'prod' }] },
      settings: asks({ key: 'team', value: 'storage' }, { key: 'stage', value: 'prod' }),
      because: 'The bucket carries every tag that is asked for.',
    },
  ],
  fail: [
    {
      name: 'T86: no tags',
      facts: { tags: null },
      because: 'The bucket carries no tags of its owner.',
    },
    {
      name: 'tags of AWS do not count',
      facts: { tags: [{ key: 'aws:cloudformation:stack-name', value: 'x' }] },
    },
    {
      name: 'keys are told apart by case',
      facts: { tags: [{ key: 'Team', value: 'storage' }] },
      settings: asks({ key: 'team', value: '' }),
      because: 'Tags are missing: team.',
    },
    {
      name: 'another value',
      facts: { tags: [{ key: 'team', value: 'web' }] },
      settings: asks(team),
      because: 'Tags are missing: team=storage.',
    },
  ],
  notAssessed: [
    { name: 'refused', facts: { website: null }, because: /^The tags could not be read/ },
  ],
});
