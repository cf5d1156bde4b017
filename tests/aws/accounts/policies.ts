/** A policy document from its statements. */
export const policy = (...statements: readonly object[]): object => ({
  Version: '2012-10-17',
  Statement: statements,
});

export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;
export const objectsArn = (name: string): string => `arn:aws:s3:::${name}/*`;

/** Refuses every request without TLS, to the bucket and to its objects. */
export const onlyTls = (name: string): object => ({
  Sid: 'DenyWithoutTls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [bucketArn(name), objectsArn(name)],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** Lets everyone read every object. */
export const everyoneReads = (name: string): object => ({
  Sid: 'EveryoneReads',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: objectsArn(name),
});

/** Lets S3 deliver the access logs of the account's buckets. */
export const takesLogs = (name: string, account: string): object => ({
  Sid: 'TakesAccessLogs',
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: objectsArn(name),
  Condition: { StringEquals: { 'aws:SourceAccount': account } },
});
