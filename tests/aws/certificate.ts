import { generate } from 'selfsigned';
import { defaultRegions, optInRegions } from './regions.ts';

export interface Certificate {
  key: string;
  cert: string;
}

/**
 * A fresh self-signed certificate for `*.amazonaws.com` and, since a wildcard covers one label
 * only, for the regional names below it. Clients must be told to trust it or not to ask.
 */
export async function makeCertificate(): Promise<Certificate> {
  const regions = [...defaultRegions, ...optInRegions];
  const names = [
    'amazonaws.com',
    '*.amazonaws.com',
    '*.s3.amazonaws.com',
    ...regions.flatMap((region) => [
      `*.${region}.amazonaws.com`,
      `*.s3.${region}.amazonaws.com`,
      `*.s3-control.${region}.amazonaws.com`,
      `*.sso.${region}.amazonaws.com`,
    ]),
  ];
  const pems = await generate([{ name: 'commonName', value: '*.amazonaws.com' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}
