import { describe, expect, test } from 'vitest';
import type { Statement } from '../../src/policy/parse.ts';
import { bucketArn, objectsOf, onResource } from '../../src/policy/resource.ts';

const arn = bucketArn('aws', 'acme-data');
const about = (resources: string[] | null, notResources: string[] | null = null): Statement => ({
  index: 0,
  sid: null,
  effect: 'Deny',
  principals: ['AWS:*'],
  notPrincipals: null,
  actions: ['s3:*'],
  notActions: null,
  resources,
  notResources,
  conditions: [],
  plain: false,
});
const reach = (statement: Statement) => {
  const onObjects = objectsOf([statement], arn).objects.map((one) => onResource(statement, one));
  const onBucket = onResource(statement, arn);
  return {
    bucket: [onBucket === true, onBucket !== false],
    objects: [onObjects.every((one) => one === true), onObjects.some((one) => one !== false)],
  };
};
const [none, some, all] = [
  [false, false],
  [false, true],
  [true, true],
];

describe('what a statement reaches: surely, and perhaps', () => {
  test.each([
    { of: '*', bucket: all, objects: all },
    { of: 'arn:aws:s3:::*', bucket: all, objects: all },
    { of: 'arn:aws:s3:::acme-data', bucket: all, objects: none },
    { of: 'arn:aws:s3:::acme-data/*', bucket: none, objects: all },
    { of: 'arn:aws:s3:::acme-data*', bucket: all, objects: all },
    { of: 'arn:aws:s3:::acme-dat?', bucket: all, objects: none },
    { of: 'arn:aws:s3:*:*:acme-data/?*', bucket: none, objects: all },
    { of: 'arn:aws:s3:::acme-data/?', bucket: none, objects: some },
    { of: 'arn:aws:s3:::acme-data/*/*', bucket: none, objects: some },
    { of: 'arn:aws:s3:::acme-data/public/*', bucket: none, objects: some },
    { of: 'arn:aws:s3:::acme-data/*.jpg', bucket: none, objects: some },
    { of: 'arn:aws:s3:::acme-data/${aws:username}/*', bucket: none, objects: some },
    { of: 'arn:aws:s3:::ACME-DATA/*', bucket: none, objects: none },
    { of: 'arn:aws-cn:s3:::acme-data/*', bucket: none, objects: none },
    { of: 'arn:aws:s3:::acme-data-logs', bucket: none, objects: none },
    { of: 'arn:aws:s3:::acme-data-logs/*', bucket: none, objects: none },
  ])('$of', ({ of, bucket, objects }) => {
    expect(reach(about([of]))).toEqual({ bucket, objects });
  });

  test.each([
    { of: ['arn:aws:s3:::acme-logs/*'], bucket: all, objects: all },
    { of: ['arn:aws:s3:::acme-data/*'], bucket: all, objects: none },
    { of: ['arn:aws:s3:::acme-data/private/*'], bucket: all, objects: some },
    { of: ['arn:aws:s3:::acme-logs', 'arn:aws:s3:::acme-data'], bucket: none, objects: all },
    { of: ['*'], bucket: none, objects: none },
  ])('anything but $of', ({ of, bucket, objects }) => {
    expect(reach(about(null, of))).toEqual({ bucket, objects });
  });

  test('partitions, and endpoints without one', () => {
    expect(bucketArn('aws-cn', 'b')).toBe('arn:aws-cn:s3:::b');
    expect(bucketArn('other', 'b')).toBe('arn:aws:s3:::b');
  });
});
