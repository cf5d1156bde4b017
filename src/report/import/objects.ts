import type {
  AclLook,
  EncryptedAlike,
  EncryptionLook,
  ObjectLook,
  PublicObject,
  UnreadCount,
} from '../../model/objects.ts';
import { mostNamed } from '../../model/objects.ts';
import { code, partOf } from './collections.ts';
import { grant } from './grant.ts';
import {
  count,
  fields,
  flag,
  listOf,
  name,
  oneOf,
  orNull,
  refuse,
  type Shape,
  text,
  time,
} from './shape.ts';

/** Keys have at most 1,024 bytes, and may hold any character. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const key = text(1024);
const unread = listOf(fields<UnreadCount>({ detail: code, count }));

const acls = fields<AclLook>({
  read: count,
  unread,
  publicCount: count,
  public: listOf(
    fields<PublicObject>({
      key,
      version: orNull(text(1024)),
      latest: flag,
      grants: listOf(grant),
    }),
  ),
});

const encryption = fields<EncryptionLook>({
  read: count,
  unread,
  by: listOf(
    fields<EncryptedAlike>({
      algorithm: name(100),
      key: orNull(name(2048)),
      count,
      example: key,
    }),
  ),
});

const shape = fields<ObjectLook>({
  by: oneOf(['sample', 'inventory']),
  at: time,
  listed: count,
  all: flag,
  looked: count,
  acls: partOf(acls),
  encryption: partOf(encryption),
});

/** Numbers that belong together, so that a file cannot make a part pass for the whole. */
const objectLook: Shape<ObjectLook> = (value, path) => {
  const look = shape(value, path);
  const { acls: acl, encryption: how, looked, listed } = look;
  if (looked > listed) refuse(path, 'no more looked at than listed');
  if (acl.known) {
    const { read, publicCount, public: named } = acl.value;
    if (read > looked || publicCount > read || named.length > Math.min(mostNamed, publicCount))
      refuse(path, 'no more ACLs than were looked at');
    if (publicCount > 0 && named.length === 0) refuse(path, 'a name of what is public');
  }
  if (how.known) {
    const sum = how.value.by.reduce((all, { count: of }) => all + of, 0);
    if (how.value.read > looked || sum !== how.value.read)
      refuse(path, 'as many encrypted objects as were looked at');
  }
  return look;
};

/** One of each kind at most. */
export const objectLooks: Shape<readonly ObjectLook[]> = (value, path) => {
  const looks = listOf(objectLook)(value, path);
  if (looks.length === 0 || new Set(looks.map(({ by }) => by)).size !== looks.length)
    refuse(path, 'one sample, one report, or both');
  return looks;
};
