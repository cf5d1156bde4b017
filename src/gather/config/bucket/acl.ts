import acl from '../../s3/acl.ts';
import { field, type Fields, fieldsOf, list, part, text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

/** Groups are recorded by a bare word. */
const groups = new Map([
  ['AllUsers', 'http://acs.amazonaws.com/groups/global/AllUsers'],
  ['AuthenticatedUsers', 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'],
  ['LogDelivery', 'http://acs.amazonaws.com/groups/s3/LogDelivery'],
]);
const permissions = new Map([
  ['FullControl', 'FULL_CONTROL'],
  ['Read', 'READ'],
  ['ReadAcp', 'READ_ACP'],
  ['Write', 'WRITE'],
  ['WriteAcp', 'WRITE_ACP'],
]);

function known(words: ReadonlyMap<string, string>, word: unknown, what: string): string {
  const found = typeof word === 'string' ? words.get(word) : undefined;
  if (found === undefined) throw new Error(`with an unknown ${what}`);
  return found;
}

function readGrant(grant: Fields) {
  const to = field(grant, 'grantee');
  return {
    Grantee:
      typeof to === 'string'
        ? { Type: 'Group', URI: known(groups, to, 'group') }
        : { Type: 'CanonicalUser', ID: text(fieldsOf(to), 'id') },
    Permission: known(permissions, field(grant, 'permission'), 'permission'),
  };
}

/** The ACL as S3 showed it, which leaves out grants that a setting ignored then. */
export default mapping({
  fact: 'acl',
  key: 'AccessControlList',
  mayBeNone: false,
  read: (recorded, target) =>
    acl.read(
      asAnswer({
        Owner: { ID: text(part(recorded, 'owner') ?? {}, 'id') },
        Grants: list(recorded, 'grantList')?.map((grant) => readGrant(fieldsOf(grant))),
      }),
      target,
    ),
});
