import acl from '../../../src/gather/s3/acl.ts';
import location from '../../../src/gather/s3/location.ts';
import ownership from '../../../src/gather/s3/ownership.ts';
import policy from '../../../src/gather/s3/policy.ts';
import policyStatus from '../../../src/gather/s3/policy-status.ts';
import publicAccessBlock from '../../../src/gather/s3/public-access-block.ts';
import { testReads } from '../wire.ts';

const ns = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const owner = 'a'.repeat(64);

testReads(location, {
  read: {
    'the first Region has no name': [`<LocationConstraint ${ns}/>`, 'us-east-1'],
    'an empty name': [`<LocationConstraint ${ns}></LocationConstraint>`, 'us-east-1'],
    'Ireland by its old name': [`<LocationConstraint ${ns}>EU</LocationConstraint>`, 'eu-west-1'],
    'any other': [`<LocationConstraint ${ns}>mx-central-1</LocationConstraint>`, 'mx-central-1'],
    'the zone of another store': [
      '<LocationConstraint xmlns="x">zone_a.b</LocationConstraint>',
      'zone_a.b',
    ],
  },
  unread: {
    'what cannot be a Region': '<LocationConstraint xmlns="x">eu west 1</LocationConstraint>',
    'a path': '<LocationConstraint xmlns="x">x/../y</LocationConstraint>',
  },
});

const four = (acls: boolean, ignore: boolean, policies: boolean, restrict: boolean) => ({
  blockPublicAcls: acls,
  ignorePublicAcls: ignore,
  blockPublicPolicy: policies,
  restrictPublicBuckets: restrict,
});

testReads(publicAccessBlock, {
  read: {
    'each switch for itself': [
      `<PublicAccessBlockConfiguration ${ns}><BlockPublicAcls>true</BlockPublicAcls>` +
        '<IgnorePublicAcls>false</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy>' +
        '<RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>',
      four(true, false, true, false),
    ],
    'the other two': [
      `<PublicAccessBlockConfiguration ${ns}><BlockPublicAcls>false</BlockPublicAcls>` +
        '<IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy>' +
        '<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>',
      four(false, true, false, true),
    ],
    'a switch left out is off': [
      `<PublicAccessBlockConfiguration ${ns}><IgnorePublicAcls>true</IgnorePublicAcls>` +
        '</PublicAccessBlockConfiguration>',
      four(false, true, false, false),
    ],
  },
  unread: { 'an empty answer': '' },
});

testReads(policy, {
  read: {
    'byte for byte': ['{ "a":\r\n\t"所有者 &amp; <b>" }\n', '{ "a":\r\n\t"所有者 &amp; <b>" }\n'],
    'text that is no JSON': ['not a policy', 'not a policy'],
  },
  unread: { 'an empty answer': '' },
});

testReads(policyStatus, {
  read: {
    public: [`<PolicyStatus ${ns}><IsPublic>TRUE</IsPublic></PolicyStatus>`, { isPublic: true }],
    'not public': [
      `<PolicyStatus ${ns}><IsPublic>false</IsPublic></PolicyStatus>`,
      { isPublic: false },
    ],
  },
  unread: {
    'without IsPublic': `<PolicyStatus ${ns}/>`,
    'a list of objects': '<ListBucketResult><Name>a-bucket</Name></ListBucketResult>',
    'an empty answer': '',
  },
});

const grantee = (type: string, inner: string) =>
  `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${inner}</Grantee>`;
const grants = (...list: string[]) =>
  `<AccessControlPolicy ${ns}><Owner><ID>${owner}</ID><DisplayName>o</DisplayName></Owner>` +
  `<AccessControlList>${list.map((one) => `<Grant>${one}</Grant>`).join('')}</AccessControlList>` +
  '</AccessControlPolicy>';
const everyone = 'http://acs.amazonaws.com/groups/global/AllUsers';

testReads(acl, {
  read: {
    'every kind of grantee': [
      grants(
        `${grantee('CanonicalUser', `<ID>${owner}</ID><DisplayName>o</DisplayName>`)}<Permission>FULL_CONTROL</Permission>`,
        `${grantee('Group', `<URI>${everyone}</URI>`)}<Permission>READ</Permission>`,
        `${grantee('AmazonCustomerByEmail', '<EmailAddress>a@example.com</EmailAddress>')}<Permission>WRITE_ACP</Permission>`,
      ),
      {
        owner,
        grants: [
          { type: 'CanonicalUser', grantee: owner, permission: 'FULL_CONTROL' },
          { type: 'Group', grantee: everyone, permission: 'READ' },
          {
            type: 'AmazonCustomerByEmail',
            grantee: 'a@example.com',
            permission: 'WRITE_ACP',
          },
        ],
      },
    ],
    'a group beside an empty id': [
      grants(
        `${grantee('Group', `<ID/><DisplayName/><URI>${everyone}</URI>`)}<Permission>READ</Permission>`,
      ),
      { owner, grants: [{ type: 'Group', grantee: everyone, permission: 'READ' }] },
    ],
    'a permission of tomorrow is kept': [
      grants(`${grantee('Group', `<URI>${everyone}</URI>`)}<Permission>TAG</Permission>`),
      { owner, grants: [{ type: 'Group', grantee: everyone, permission: 'TAG' }] },
    ],
    'every grant hidden or removed': [grants(), { owner, grants: [] }],
  },
  unread: {
    'without an owner': '<AccessControlPolicy><AccessControlList/></AccessControlPolicy>',
    'without a list': '<AccessControlPolicy><Owner><ID>o</ID></Owner></AccessControlPolicy>',
    'a kind of grantee that nobody knows': grants(
      `${grantee('Organization', '<ID>o-1</ID>')}<Permission>READ</Permission>`,
    ),
    'a group without its name': grants(
      `${grantee('Group', '<DisplayName>all</DisplayName>')}<Permission>READ</Permission>`,
    ),
    'a user without an id': grants(
      `${grantee('CanonicalUser', '<ID/><DisplayName>o</DisplayName>')}<Permission>READ</Permission>`,
    ),
    'a grant without permission': grants(grantee('Group', `<URI>${everyone}</URI>`)),
    'an empty answer': '',
  },
});

const owned = (...rules: string[]) =>
  `<OwnershipControls ${ns}>${rules.map((r) => `<Rule><ObjectOwnership>${r}</ObjectOwnership></Rule>`).join('')}</OwnershipControls>`;

testReads(ownership, {
  read: {
    enforced: [owned('BucketOwnerEnforced'), { objectOwnership: 'BucketOwnerEnforced' }],
    preferred: [owned('BucketOwnerPreferred'), { objectOwnership: 'BucketOwnerPreferred' }],
    writer: [owned('ObjectWriter'), { objectOwnership: 'ObjectWriter' }],
  },
  unread: {
    'a setting that nobody knows': owned('Everyone'),
    'no rule': `<OwnershipControls ${ns}/>`,
    'two rules that differ': owned('BucketOwnerEnforced', 'ObjectWriter'),
    'an empty answer': '',
  },
});
