import { actionsIn, has, placeOf } from './action-set.ts';
import { anonymous, type Caller, speaksOf } from './callers.ts';
import type { Statement } from './parse.ts';
import { onResource } from './resource.ts';
import { findRequest, newEffort } from './search.ts';
import { some, type Tri } from './tri.ts';
import { bindVariables } from './bind.ts';
import { byKey, carrying, type Place, requestsOf } from './world.ts';

const delivery: Caller = { ...anonymous, kind: 'service', service: 'logging.s3.amazonaws.com' };

/**
 * Whether a bucket policy lets S3 deliver server access logs of a bucket: `place` is the bucket that gets them, `from`
 * the one that they are about, `prefix` what their names begin with. Delivery comes over TLS.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function admitsLogs(
  written: readonly Statement[],
  place: Place,
  from: { arn: string; account: string },
  prefix: string,
): Tri {
  const statements = bindVariables(written, place);
  const resource = `${place.arn}/${prefix}\u0001`;
  const put = placeOf('s3:PutObject') as number;
  const meets = (statement: Statement) =>
    has(actionsIn(statement), put) &&
    speaksOf(statement, delivery) !== false &&
    onResource(statement, resource) !== false;
  const denies = statements.filter((one) => one.effect === 'Deny' && meets(one));
  const source = carrying({ 'aws:sourcearn': from.arn, 'aws:sourceaccount': from.account });
  const effort = newEffort();
  return some(
    statements.filter((one) => one.effect === 'Allow' && meets(one)),
    (allow) => {
      const keys = byKey([allow, ...denies]);
      const requests = requestsOf(delivery, keys, place, new Map([['source', [source]]]));
      const answer = findRequest(allow, denies, requests, effort);
      const sure = speaksOf(allow, delivery) === true && onResource(allow, resource) === true;
      return answer === true && !sure ? null : answer;
    },
  );
}
