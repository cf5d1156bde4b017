import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Account } from './accounts/account.ts';
import { withHeaders, type Answer } from './answer.ts';
import { motoBackend, type Backend } from './backend.ts';
import { callOf, type Call } from './calls.ts';
import { makeCertificate } from './certificate.ts';
import { type Aggregator, emptyConfig, type Recording } from './config/state.ts';
import type { Context, Identity, Unknown } from './context.ts';
import {
  corsHeaders,
  preflight,
  readRules,
  type CorsMode,
  type CorsPolicy,
} from './cors-answers.ts';
import { errorAnswer } from './errors.ts';
import { faultOf } from './faults.ts';
import { describedBackend } from './described.ts';
import { generatedAccount, type Generated } from './generated.ts';
import { auditor } from './identity.ts';
import type { Moto } from './moto.ts';
import { refusals } from './refusals.ts';
import { understand, type AwsRequest } from './request.ts';
import { answerService, requestIds } from './route.ts';
import { startScript, type Outcome, type Rule, type Script } from './script.ts';
import { close, listen, reset, sleep, write } from './server.ts';
import { signatureFault } from './signature.ts';
import { emptyOverlay, emptyWorld, type Overlay } from './world.ts';

export type { Rule } from './script.ts';

export interface FrontOptions {
  /** The account behind the front. */
  moto?: Moto;
  /** Instead of moto: so many buckets made up on the spot, for measurements. */
  generated?: Generated;
  /** Default: `aws`. */
  cors?: CorsMode;
  /** Other manners of single services, for example `{ s3control: 'echo' }`. */
  corsOf?: CorsPolicy['rows'];
  /** Who the clients are. Default: the role Auditor of account 123456789012. */
  identity?: Identity;
  /** Always this answer for a wrong Region, instead of the one AWS gives in that Region. */
  wrongRegion?: 301 | 400;
  /**
   * The secret of each access key. With it the front checks every signature and the clock behind
   * it; without it any key will do.
   */
  secrets?: Readonly<Record<string, string>>;
  /** Ports to listen on; default: free ones. */
  port?: number;
  tlsPort?: number;
}

export interface Front {
  /** Plain HTTP, for clients with one endpoint for all services (path-style, no host prefix). */
  url: string;
  port: number;
  /** TLS with a self-signed certificate, for clients that call `*.amazonaws.com` by name. */
  tlsPort: number;
  cert: string;
  /** Every request but preflights, oldest first. Empty it with `calls.length = 0`. */
  calls: Call[];
  preflights: Call[];
  /** What the front could not answer as AWS would: a test asserts that it is empty. */
  unknown: Unknown[];
  overlay: Overlay;
  /** AWS Config: nothing is recorded until this is told of a recording. */
  config: {
    record(recording: Recording): void;
    aggregate(aggregator: Aggregator): void;
  };
  identity: Identity;
  cors: CorsMode;
  /** How many milliseconds the clock of AWS is ahead of this computer's, where signatures are checked. */
  aheadMs: number;
  /** Tells the front of an account: owners, Regions, access points, refusals. */
  register(account: Account): void;
  /** Replaces the scripted rules; rules are tried in order. */
  script(rules: readonly Rule[]): void;
  /** Forgets everything since the start: log, script, overlay, accounts, identities. */
  reset(): void;
  stop(): Promise<void>;
}

/**
 * Starts the AWS front: an HTTP and a TLS server on loopback that stand before moto and behave
 * towards clients as AWS does, where moto does not: Regions, owners, refusals, throttling, CORS.
 * Rejects when a port is taken. Stop it when done; it holds sockets open.
 */
export async function startFront(options: FrontOptions): Promise<Front> {
  const { moto, generated } = options;
  const world = emptyWorld();
  const overlay = emptyOverlay();
  const identities = new Map<string, Identity>();
  const identity = options.identity ?? auditor;
  const backend: Backend = moto ? motoBackend(moto.url) : describedBackend(world);
  if (generated) world.add(generatedAccount(generated));
  let scripted: Script = startScript([]);
  let standing: Script = startScript([]);
  const who = (request: AwsRequest): Identity =>
    identities.get(request.accessKey ?? '') ?? front.identity;

  const context: Context = {
    backend,
    world,
    overlay,
    identity: who,
    introduce: (accessKey, identity) => void identities.set(accessKey, identity),
    wrongRegion: options.wrongRegion,
    regions: new Map(),
    unknown: [],
    config: emptyConfig(),
    permission(request) {
      const { arn } = who(request);
      const outcomes = [scripted, standing].flatMap((s) => s.outcomes(request, 'permission', arn));
      return outcomes[0];
    },
  };
  const corsPolicy = (): CorsPolicy => ({
    mode: front.cors,
    rows: options.corsOf ?? {},
    async rulesOf(bucket) {
      const account = world.find(bucket)?.account.id ?? front.identity.account;
      const url = `/${encodeURIComponent(bucket)}?cors`;
      const answer = await backend.ask({ url, account });
      return answer.status === 200 ? readRules(answer.body.toString()) : null;
    },
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = understand({
      method: incoming.method ?? 'GET',
      url: incoming.url ?? '/',
      headers: incoming.headers,
      body: Buffer.concat(chunks),
    });
    const call = callOf(request);
    if (request.method === 'OPTIONS') {
      front.preflights.push(call);
      const silent = scripted.silence(request);
      if (silent) return act({ kind: silent }, request, call, response);
      const answer = await preflight(request, corsPolicy());
      call.status = answer.status;
      return write(response, request.method, answer);
    }
    front.calls.push(call);
    if (generated?.latencyMs) await sleep(generated.latencyMs);
    for (const outcome of scripted.outcomes(request, 'first', who(request).arn)) {
      if (outcome.kind === 'wait') await sleep(outcome.ms);
      else return act(outcome, request, call, response);
    }
    const fault =
      options.secrets && request.signed !== 'none'
        ? signatureFault(request, options.secrets, Date.now() + front.aheadMs)
        : undefined;
    const answer = fault
      ? errorAnswer(request, faultOf(request, fault))
      : await answerService(request, context);
    await send(request, call, answer, response);
  }

  async function act(
    outcome: Exclude<Outcome, { kind: 'wait' }>,
    request: AwsRequest,
    call: Call,
    response: ServerResponse,
  ): Promise<void> {
    if (outcome.kind === 'answer') return send(request, call, outcome.answer, response);
    // A hanging request keeps its socket until the client gives up or the front stops.
    if (outcome.kind === 'reset') reset(response);
  }

  async function send(
    request: AwsRequest,
    call: Call,
    answer: Answer,
    response: ServerResponse,
  ): Promise<void> {
    const full = withHeaders(answer, requestIds(request));
    const cors = await corsHeaders(request, corsPolicy(), full.headers);
    call.status = answer.status;
    write(response, request.method, withHeaders(full, cors));
  }

  const certificate = await makeCertificate();
  const servers = [createServer(listener), createTlsServer(certificate, listener)] as const;
  function listener(incoming: IncomingMessage, response: ServerResponse): void {
    handle(incoming, response).catch((error: unknown) => {
      // A fault of the front itself must not pass for an answer of AWS.
      context.unknown.push({
        method: incoming.method ?? '',
        host: incoming.headers.host ?? '',
        url: incoming.url?.split('?')[0] ?? '',
        why: String(error),
      });
      response.destroy();
    });
  }
  const [port, tlsPort] = await Promise.all([
    listen(servers[0], options.port),
    listen(servers[1], options.tlsPort),
  ]);

  const front: Front = {
    url: `http://127.0.0.1:${port}`,
    port,
    tlsPort,
    cert: certificate.cert,
    calls: [],
    preflights: [],
    unknown: context.unknown,
    overlay,
    config: {
      record(recording) {
        context.config.recordings.set(recording.account, recording);
        context.config.items.clear();
      },
      aggregate: (aggregator) => void context.config.aggregators.push(aggregator),
    },
    identity,
    cors: options.cors ?? 'aws',
    aheadMs: 0,
    register(account) {
      world.add(account);
      standing = startScript(world.accounts().flatMap(refusals));
    },
    script(rules) {
      scripted = startScript(rules);
    },
    reset() {
      front.calls.length = 0;
      front.preflights.length = 0;
      front.unknown.length = 0;
      front.identity = identity;
      front.aheadMs = 0;
      front.cors = options.cors ?? 'aws';
      overlay.clear();
      world.clear();
      context.regions.clear();
      Object.assign(context.config, emptyConfig());
      identities.clear();
      if (generated) world.add(generatedAccount(generated));
      scripted = startScript([]);
      standing = startScript([]);
    },
    async stop() {
      await Promise.all(servers.map(close));
    },
  };
  return front;
}
