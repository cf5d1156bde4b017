/** Headers by which an upload says how it is to be encrypted. */
export const uploadKeys = {
  header: 's3:x-amz-server-side-encryption',
  keyId: 's3:x-amz-server-side-encryption-aws-kms-key-id',
  customerKey: 's3:x-amz-server-side-encryption-customer-algorithm',
} as const;

/** Keys that decide together: one request is over TLS or not, from the Internet or from a VPC. */
export const together = {
  tls: ['aws:securetransport', 's3:tlsversion'],
  network: [
    'aws:sourceip',
    'aws:sourcevpc',
    'aws:sourcevpce',
    'aws:sourcevpcarn',
    'aws:vpcsourceip',
    'aws:vpceaccount',
    'aws:vpceorgid',
    'aws:vpceorgpaths',
  ],
  source: [
    'aws:sourcearn',
    'aws:sourceaccount',
    'aws:sourceowner',
    'aws:sourceorgid',
    'aws:sourceorgpaths',
  ],
  upload: Object.values(uploadKeys),
} as const satisfies Readonly<Record<string, readonly string[]>>;

const variables: ReadonlyMap<string, string> = new Map(
  Object.entries(together).flatMap(([variable, keys]) => keys.map((key) => [key, variable])),
);

/** The name of the keys that decide together with this one; its own name where it decides alone. */
export const variableOf = (key: string): string => variables.get(key) ?? key;
