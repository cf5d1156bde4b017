import type { Backend } from './backend.ts';
import type { ConfigState } from './config/state.ts';
import type { AwsRequest } from './request.ts';
import type { Outcome } from './script.ts';
import type { Overlay, World } from './world.ts';

/** Who a set of credentials is. */
export interface Identity {
  account: string;
  /** As STS gives it, for example `arn:aws:sts::123456789012:assumed-role/Auditor/bucketproof`. */
  arn: string;
  userId: string;
}

/** A request that nobody could answer as AWS would. A test asserts that there is none. */
export interface Unknown {
  method: string;
  host: string;
  /** Path and the names, not the values, of the query. */
  url: string;
  why: string;
}

/** What the handlers of single services share. */
export interface Context {
  backend: Backend;
  world: World;
  overlay: Overlay;
  identity(request: AwsRequest): Identity;
  /** Remembers who the holder of a new key is. */
  introduce(accessKey: string, identity: Identity): void;
  /** The status for a wrong Region; undefined for what AWS gives in that Region. */
  wrongRegion: 301 | 400 | undefined;
  /** The Region of a bucket, remembered. */
  regions: Map<string, string>;
  unknown: Unknown[];
  /** What AWS Config has recorded. */
  config: ConfigState;
  /** The refusals that apply to a request. */
  permission(request: AwsRequest): Outcome | undefined;
}
