import { EC2Client } from '@aws-sdk/client-ec2';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { STSClient } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import type { FurtherService, Service } from './gatherer.ts';
import { checkRoot } from './roots.ts';
import type { Send } from './roof.ts';
import { userAgent } from './user-agent.ts';

type Config = NonNullable<ConstructorParameters<typeof S3Client>[0]>;

/** What a roof brings to its clients. */
export interface Transport {
  credentials: NonNullable<Config['credentials']>;
  requestHandler: NonNullable<Config['requestHandler']>;
  /** An address that stands for every service, or undefined for AWS's own. */
  endpoint?: string | undefined;
  /** Clients of services that a scan does not ask, from whoever loads them. */
  more?: MoreClients | undefined;
  /** Signs requests to S3 in another way than in their headers. */
  signer?: SignerOf | undefined;
}

/** Makes what signs requests, of a client's own settings. */
export type SignerOf = (
  of: Pick<S3Client['config'], 'credentials' | 'region' | 'sha256'>,
) => Extract<NonNullable<Config['signer']>, { sign: unknown }>;

/** Clients that are handed in, so that they are no part of what every scan loads. */
export type MoreClients = { readonly [S in FurtherService]?: MakeClient | undefined };

export type MakeClient = (
  config: Pick<
    Config,
    'region' | 'credentials' | 'requestHandler' | 'maxAttempts' | 'customUserAgent' | 'endpoint'
  >,
) => Client;

interface Client {
  send(command: never, options: object): Promise<unknown>;
}

/**
 * Sends commands with one client for each service and Region. The clients neither retry nor follow redirects,
 * because the scan does; S3 is addressed by path, so that a Region has one host.
 */
export function sender({
  credentials,
  requestHandler,
  endpoint,
  more = {},
  signer,
}: Transport): Send {
  const clients = new Map<string, Client>();
  const client = (service: Service, region: string) => {
    const key = `${service} ${region}`;
    let found = clients.get(key);
    if (!found) {
      const shared = {
        region,
        credentials,
        requestHandler,
        maxAttempts: 1,
        customUserAgent: userAgent,
        ...(endpoint !== undefined && { endpoint }),
      };
      // S3 Control's own rules put the account before the host, also before an address given by hand.
      const asGiven = endpoint !== undefined && {
        disableHostPrefix: true,
        endpointProvider: () => ({ url: new URL(endpoint) }),
      };
      found =
        service === 's3'
          ? s3Client({ ...shared, forcePathStyle: true, followRegionRedirects: false }, signer)
          : service === 's3control'
            ? new S3ControlClient({ ...shared, ...asGiven })
            : service === 'sts'
              ? new STSClient(shared)
              : service === 'ec2'
                ? new EC2Client(shared)
                : given(more[service])(shared);
      watchRoots(found as unknown as S3Client);
      clients.set(key, found);
    }
    return found;
  };
  return (service, region, command, signal) =>
    client(service, region).send(command as never, { abortSignal: signal });
}

/**
 * What the SDK's client does for calls that we never make: it logs, follows redirects, sends bodies, and reads
 * directory buckets. Leaving it out takes a fifth off the processor time of a call.
 */
const unneeded = [
  'loggerMiddleware',
  'regionRedirectMiddleware',
  'contentLengthMiddleware',
  'addExpectContinueMiddleware',
  's3ExpressMiddleware',
  'recursionDetectionMiddleware',
];

function s3Client(config: Config, signerOf: SignerOf = headerSigner): S3Client {
  let signer: ReturnType<SignerOf> | null = null;
  const client: S3Client = new S3Client({
    ...config,
    signer: async () => (signer ??= signerOf(client.config)),
  });
  for (const name of unneeded) client.middlewareStack.remove(name);
  return client;
}

/** Signs as the SDK does by itself, which however makes a new signer for each call. */
const headerSigner: SignerOf = ({ credentials, region, sha256 }) =>
  new SignatureV4({
    ...{ credentials, region, sha256 },
    service: 's3',
    uriEscapePath: false,
  });

function given<T>(client: T | undefined): T {
  if (client === undefined) throw new TypeError('no client for this service was handed in');
  return client;
}

/** Looks at each raw answer before the SDK makes something of it. */
function watchRoots(client: S3Client): void {
  type Result = { response: { statusCode: number; body: unknown } };
  const watch =
    (next: (args: unknown) => Promise<Result>, context: { commandName?: string }) =>
    async (args: unknown): Promise<Result> => {
      const result = await next(args);
      const { response } = result;
      const body =
        response.body instanceof Uint8Array
          ? response.body
          : await client.config.streamCollector(response.body);
      checkRoot(context.commandName ?? '', response.statusCode, body);
      return { ...result, response: Object.assign(response, { body }) };
    };
  client.middlewareStack.addRelativeTo(watch as never, {
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
    name: 'watchRoots',
  });
}
