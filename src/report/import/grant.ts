import type { Grant } from '../../model/facts.ts';
import { fields, name, nameOrEmpty, oneOf } from './shape.ts';

/** A grant of an ACL, of a bucket or of an object. */
export const grant = fields<Grant>({
  type: oneOf(['CanonicalUser', 'AmazonCustomerByEmail', 'Group']),
  grantee: nameOrEmpty(),
  permission: name(100),
});
