/** What the host name of a request to S3 or S3 Control says. */
export interface S3Host {
  service: 's3' | 's3control' | 's3express';
  /** Missing for the global endpoint. */
  region?: string;
  /** The bucket of a virtual-hosted address. */
  bucket?: string;
  /** The account that the S3 Control clients put before the host. */
  account?: string;
}

const suffix = '\\.amazonaws\\.com(?:\\.cn)?$';
const region = '([a-z]{2}(?:-[a-z]+)+-\\d)';
const control = new RegExp(
  `^(?:(\\d{12})\\.)?s3-control(?:-fips)?(?:\\.dualstack)?\\.${region}${suffix}`,
);
const express = new RegExp(`^s3express-control(?:-fips)?\\.${region}${suffix}`);
// `s3.REGION`, `s3-REGION` (old form), `s3-fips`, `s3.dualstack`, or no Region at all.
const plain = new RegExp(`^(?:(.+)\\.)?s3(?:-fips)?(?:\\.dualstack)?(?:[.-]${region})?${suffix}`);
// With a custom endpoint the clients of S3 Control put the account before that name.
const custom = /^(\d{12})\.localhost$/;
const accelerated = new RegExp(`^(.+)\\.s3-accelerate(?:\\.dualstack)?${suffix}`);

/**
 * Reads a host name (no port) of S3, S3 Control or the directory buckets; undefined for others.
 * The forms are those of https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
export function readS3Host(host: string): S3Host | undefined {
  const fromControl = control.exec(host);
  if (fromControl) {
    const [, account, where] = fromControl;
    return { service: 's3control', ...defined({ account, region: where }) };
  }
  const fromCustom = custom.exec(host);
  if (fromCustom) return { service: 's3control', ...defined({ account: fromCustom[1] }) };
  const fromExpress = express.exec(host);
  if (fromExpress) return { service: 's3express', ...defined({ region: fromExpress[1] }) };
  const fromAccelerated = accelerated.exec(host);
  if (fromAccelerated) return { service: 's3', ...defined({ bucket: fromAccelerated[1] }) };
  const fromPlain = plain.exec(host);
  if (!fromPlain) return undefined;
  const [, bucket, where] = fromPlain;
  return { service: 's3', ...defined({ bucket, region: where }) };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
