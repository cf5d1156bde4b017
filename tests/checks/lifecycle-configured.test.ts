import check from '../../src/checks/lifecycle-configured.ts';
import { lifecycleRule } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const disabled = lifecycleRule({ enabled: false });

testCheck(check, {
  pass: [
    {
      name: 'one rule',
      facts: { lifecycle: [lifecycleRule()] },
      because: '1 lifecycle rule is enabled.',
    },
    {
      name: 'enabled rules beside a disabled one',
      facts: { lifecycle: [disabled, lifecycleRule(), lifecycleRule()] },
      because: '2 lifecycle rules are enabled.',
    },
  ],
  fail: [
    { name: 'none', facts: { lifecycle: null }, because: 'The bucket has no lifecycle rules.' },
    { name: 'an empty list', facts: { lifecycle: [] } },
    {
      name: 'disabled rules only',
      facts: { lifecycle: [disabled] },
      because: 'All lifecycle rules are disabled.',
    },
  ],
  notAssessed: [
    {
      name: 'refused',
      facts: { versioning: { status: 'Enabled', mfaDelete: true } },
      because: /^The lifecycle rules could not be read/,
    },
  ],
});
