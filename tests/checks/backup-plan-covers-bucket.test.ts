import check from '../../src/checks/backup-plan-covers-bucket.ts';
import { complete } from '../../src/model/evidence.ts';
import type { selecting } from '../samples.ts';
import { backupPlan, byTag, here, read, tagged } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const base = {
  tags: tagged,
  backupSettings: { s3OptedIn: true },
  versioning: { status: 'Enabled', mfaDelete: false },
} as const;
const withPlans = (...plans: ReturnType<typeof backupPlan>[]) => ({
  ...base,
  backupPlans: complete(plans),
});
const selection = (change: Parameters<typeof selecting>[0]) => withPlans(backupPlan({}, change));
/** A plan that selects by tag, with one of the facts unread. */
const without = (fact: 'tags' | 'backupSettings') => {
  const { [fact]: _unread, ...facts } = selection(byTag);
  return facts;
};
const denied = {
  known: false,
  gap: 'denied',
  actions: ['backup:GetBackupPlan'],
  detail: '',
} as const;
const arn = `arn:aws:s3:::${here.bucket}`;

testCheck(check, {
  pass: [
    {
      name: 'by its ARN',
      facts: withPlans(backupPlan()),
      because:
        'Backup plan nightly saves the bucket: its selection buckets names the bucket. ACLs and object tags are saved too. Objects that SSE-C encrypts, the bucket policy and settings are never saved.',
    },
    {
      name: 'by a pattern',
      facts: selection({ resources: ['arn:aws:s3:::acme-*'] }),
      because: /takes arn:aws:s3:::acme-\*\./,
    },
    { name: 'by every bucket', facts: selection({ resources: ['arn:aws:s3:::*'] }) },
    {
      name: 'by a star alone',
      facts: selection({ resources: ['*'] }),
      because: /takes every resource\./,
    },
    { name: 'by nothing named, which takes everything', facts: selection({ resources: [] }) },
    {
      name: 'by one of several tags',
      facts: selection({ ...byTag, anyTag: [{ key: 'a', value: 'b' }, ...byTag.anyTag] }),
      because: /takes the tag team = storage/,
    },
    {
      name: 'by a pattern and all of the conditions',
      facts: selection({
        resources: ['*'],
        conditions: [
          { operator: 'equals', key: 'team', value: 'storage' },
          { operator: 'like', key: 'team', value: 's*ge' },
          { operator: 'notEquals', key: 'team', value: 'web' },
          { operator: 'notLike', key: 'team', value: 'w*' },
        ],
      }),
    },
    {
      name: 'by its ARN where S3 is not opted in',
      facts: { ...withPlans(backupPlan()), backupSettings: { s3OptedIn: false } },
    },
    {
      name: 'an organisation’s plan, beside one that could not be read',
      facts: withPlans(
        { id: 'x', name: 'closed', detail: denied, selections: denied },
        backupPlan({}, {}, 'orgs/nightly'),
      ),
      because: /^Backup plan orgs\/nightly/,
    },
    {
      name: 'without ACLs and tags',
      facts: withPlans(backupPlan({ savesAcls: false, savesTags: false })),
      because: /It leaves out ACLs and object tags\./,
    },
    {
      name: 'two plans, one of which saves ACLs, and no versioning',
      facts: {
        ...withPlans(backupPlan({ savesAcls: false }), backupPlan({}, {}, 'second')),
        versioning: { status: null, mfaDelete: false },
      },
      because: /So do second\. ACLs and object tags are saved too\..* Versioning is not enabled/,
    },
    {
      name: 'a list that is not whole, with the plan in it',
      facts: { ...base, backupPlans: { items: [backupPlan()], complete: false, gaps: [] } },
    },
  ],
  fail: [
    {
      name: 'no plans',
      facts: withPlans(),
      because: 'No backup plan of this Region saves the bucket.',
    },
    { name: 'another bucket', facts: selection({ resources: ['arn:aws:s3:::acme'] }) },
    { name: 'another service', facts: selection({ resources: ['arn:aws:ec2:*:*:volume/*'] }) },
    {
      name: 'a pattern that begins otherwise',
      facts: selection({ resources: ['arn:aws:s3:::b*'] }),
    },
    { name: 'taken out again', facts: selection({ resources: ['*'], notResources: [arn] }) },
    {
      name: 'its tag taken out again',
      facts: selection({ ...byTag, notResources: ['arn:aws:s3:::*'] }),
    },
    {
      name: 'another tag',
      facts: { ...selection(byTag), tags: [{ key: 'team', value: 'Storage' }] },
    },
    { name: 'no tags', facts: { ...selection(byTag), tags: null } },
    {
      name: 'one condition that does not hold',
      facts: selection({
        resources: ['arn:aws:s3:::*'],
        conditions: [
          { operator: 'equals', key: 'team', value: 'storage' },
          { operator: 'equals', key: 'stage', value: 'prod' },
        ],
      }),
    },
    {
      name: 'a condition that excludes its tag',
      facts: selection({ conditions: [{ operator: 'notLike', key: 'team', value: 'stor*' }] }),
    },
    { name: 'a plan without rules', facts: withPlans(backupPlan({ rules: [] })) },
    {
      name: 'by tag where S3 is not opted in',
      facts: { ...selection(byTag), backupSettings: { s3OptedIn: false } },
      because:
        'No backup plan saves the bucket: nightly would, but AWS Backup is not opted in for S3 in this Region.',
    },
    {
      name: 'a plan without selections',
      facts: withPlans({ ...backupPlan(), selections: read(complete([])) }),
    },
    {
      name: 'an unread selection of a plan without rules',
      facts: withPlans({ ...backupPlan({ rules: [] }), selections: denied }),
    },
  ],
  notApplicable: [{ name: 'an endpoint that is not AWS', provider: 'other', facts: withPlans() }],
  notAssessed: [
    { name: 'refused', facts: base, because: /^The list of backup plans could not be read/ },
    {
      name: 'not reachable from a browser',
      facts: base,
      gaps: { backupPlans: 'blocked' },
      because: /the browser was not allowed to read the answer/,
    },
    {
      name: 'tags refused',
      facts: without('tags'),
      because: /^The tags could not be read/,
    },
    {
      name: 'the opt-in of a tag refused',
      facts: without('backupSettings'),
    },
    {
      name: 'a plan whose rules are refused',
      facts: withPlans({ ...backupPlan(), detail: denied }),
      because: /needs? backup:GetBackupPlan|backup:GetBackupPlan/,
    },
    { name: 'selections refused', facts: withPlans({ ...backupPlan(), selections: denied }) },
    {
      name: 'one selection refused',
      facts: withPlans({
        ...backupPlan(),
        selections: read(complete([{ plan: 'p', id: 's', name: 's', detail: denied }])),
      }),
    },
    {
      name: 'a list that is not whole',
      facts: { ...base, backupPlans: { items: [], complete: false, gaps: [] } },
    },
    {
      name: 'a star in the middle, which AWS Backup does not support',
      facts: selection({ resources: ['arn:aws:s3:::*-data'] }),
      because: /AWS Backup takes \* only at the end of an ARN, unlike arn:aws:s3:::\*-data/,
    },
    {
      name: 'a condition that excludes a value of a tag that it lacks',
      facts: selection({ conditions: [{ operator: 'notEquals', key: 'stage', value: 'dev' }] }),
      because: /AWS does not say whether a condition that excludes a value of the tag stage/,
    },
    {
      name: 'tags and conditions of one selection that disagree',
      facts: selection({
        ...byTag,
        conditions: [{ operator: 'equals', key: 'stage', value: 'prod' }],
      }),
      because: /how ListOfTags and Conditions of one selection go together/,
    },
  ],
});
