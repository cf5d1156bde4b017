import { SignatureV4 } from '@smithy/signature-v4';
import type { SignerOf } from '../../gather/clients.ts';

/**
 * How long a signature in a query holds, in seconds. AWS takes a clock that is 15 minutes slow; what is signed by it
 * is then still good for 15 minutes. A call is sent at once or signed anew.
 */
const validFor = 30 * 60;

/** Headers that name our program and nothing that is asked; in a query S3 does not know them. */
const unasked = ['x-amz-user-agent', 'x-amz-content-sha256'];

/**
 * Signs requests to S3 in the query, with no header that makes a browser ask for permission first. The conditions of
 * the request go into the query in lower case, where S3 heeds them: of the expected bucket owner AWS says so in
 * https://github.com/aws/aws-sdk-go-v2/issues/2508.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export const querySigner: SignerOf = ({ credentials, region, sha256 }) => {
  const signature = new SignatureV4({
    ...{ credentials, region, sha256 },
    service: 's3',
    uriEscapePath: false,
    applyChecksum: false,
  });
  return {
    sign: (request, options) => {
      const kept = Object.entries(request.headers)
        .map(([name, value]) => [name.toLowerCase(), value] as const)
        .filter(
          ([name]) => name === 'host' || (name.startsWith('x-amz-') && !unasked.includes(name)),
        );
      // What an empty body is hashed to where the signature is in the query; it is no header in what is sent.
      const headers = { ...Object.fromEntries(kept), 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
      return signature.presign({ ...request, headers }, { ...options, expiresIn: validFor });
    },
  };
};
