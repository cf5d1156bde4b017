import type { FactName, Facts } from '../model/facts.ts';
import type { Collection, Part } from '../model/evidence.ts';

/** Services whose clients every scan loads. */
export const coreServices = ['s3', 's3control', 'sts', 'ec2'] as const;
export type CoreService = (typeof coreServices)[number];
/** Services whose clients are handed in by whoever loads them. */
export type FurtherService =
  | 'macie2'
  | 'iam'
  | 'config'
  | 'cloudtrail'
  | 'logs'
  | 'cloudwatch'
  | 'sns'
  | 'events'
  | 'backup'
  | 'kms';
export type Service = CoreService | FurtherService;

/** What a call is about. Fields that a call does not use are empty. */
export interface Target {
  account: string;
  partition: string;
  region: string;
  bucket: string;
  /** Name of an access point, or of a Multi-Region Access Point. */
  accessPoint: string;
  /** Id, ARN or alias of a KMS key. */
  key?: string;
  /** False on endpoints other than AWS, which may not know `ExpectedBucketOwner`. */
  ownerKnown: boolean;
}

/** One AWS call that yields one fact. Input and output types come from the SDK's command. */
export interface Gatherer<F extends FactName, In, Out> {
  fact: F;
  service: Service;
  /** The API's name, for the call log. */
  operation: string;
  /** The IAM action, which is often not the API's name. */
  action: `${string}:${string}`;
  call: new (input: In) => unknown;
  input(target: Target): In;
  /** Error codes by which AWS says "not configured"; each yields null. An explicit list, never "any 404". */
  absent: readonly string[];
  /** Turns the answer into the fact. Pure; what it throws is a fault of ours, never a gap of AWS's. */
  read(output: Out, target: Target): Facts[F];
  /** Where the one answer may come in pages: the input that asks for the next one, or null. */
  next?: never;
  /** True where every Region of the partition gives the same answer. */
  anyRegion?: boolean;
  /** Calls that complete the value, by the field that each fills with a `Part`. */
  details?: Readonly<Record<string, DetailCall>>;
}

/** A call that is answered in pages and yields a collection. */
export interface PagedGatherer<F extends FactName, In, Out> {
  fact: F;
  service: Service;
  operation: string;
  action: `${string}:${string}`;
  call: new (input: In) => unknown;
  input(target: Target): In;
  absent: readonly string[];
  /** Items of one page. */
  read(
    output: Out,
    target: Target,
  ): NonNullable<Facts[F]> extends Collection<infer Item> ? readonly Item[] : never;
  /** What to add to the input for the next page, or null after the last. */
  next(output: Out): Partial<In> | null;
  /** Puts items of several pages together, where they would be too many to keep each. Pure. */
  reduce?(
    items: NonNullable<Facts[F]> extends Collection<infer Item> ? readonly Item[] : never,
  ): NonNullable<Facts[F]> extends Collection<infer Item> ? readonly Item[] : never;
  /** True where every Region of the partition gives the same answer. */
  anyRegion?: boolean;
  /** Calls that complete each item, by the field that each fills with a `Part`. */
  details?: Readonly<Record<string, DetailCall>>;
}

// Commands whose input is optional are typed `[] | [input]`.
type Input<C> = C extends new (...a: infer A) => unknown ? NonNullable<A[0 & keyof A]> : never;
type Output<C> = C extends new (input: never) => {
  resolveMiddleware(...a: never[]): (...a: never[]) => Promise<{ output: infer O }>;
}
  ? O
  : never;

/** Types a gatherer from the SDK command it names. */
export const gatherer = <F extends FactName, C extends new (input: never) => unknown>(
  g: Omit<Gatherer<F, Input<C>, Output<C>>, 'call'> & { call: C },
) => g;

/** Types a paged gatherer from the SDK command it names. */
export const pagedGatherer = <F extends FactName, C extends new (input: never) => unknown>(
  g: Omit<PagedGatherer<F, Input<C>, Output<C>>, 'call'> & { call: C },
) => g;

/**
 * A further call about an item of a list, or about a value, whose answer becomes one field of it, a `Part`. `item` is
 * what `read` of the call before made.
 */
export interface Detail<Item, In, Out> {
  /** The service, where it is another than that of the call before. */
  service?: Service;
  operation: string;
  action: `${string}:${string}`;
  call: new (input: In) => unknown;
  /**
   * Where an item takes several such calls, what each is about: the field then lists a `PartAbout` for each. The same
   * is asked once, however many items of the list name it, so that `read` must not look at the item.
   */
  each?(item: Item): readonly string[];
  /** Null where the item needs no such call: its field stays as `read` made it. */
  input(item: Item, target: Target, about: string): In | null;
  /** The item's own Region, where that is not the one that was asked for it. */
  region?(item: Item, about: string): string;
  absent: readonly string[];
  /** Of one page, where it comes in pages; the field then holds a collection. */
  read(output: Out, item: Item, target: Target): unknown;
  next?(output: Out): Partial<In> | null;
  details?: Readonly<Record<string, DetailCall>>;
}

/** What a field holds until its `details` fill it in, and for good where an item needs none. */
export const awaited: Part<never> = { known: false, gap: 'skipped', actions: [], detail: '' };

/** Types a detail from its item and the SDK command it names. */
export const detail =
  <Item>() =>
  <C extends new (input: never) => unknown>(
    d: Omit<Detail<Item, Input<C>, Output<C>>, 'call'> & { call: C },
  ): DetailCall =>
    d as unknown as DetailCall;

/** Any detail, with the types that only its own file needs forgotten. */
export interface DetailCall {
  service?: Service;
  operation: string;
  action: `${string}:${string}`;
  call: new (input: never) => unknown;
  each?(item: never): readonly string[];
  input(item: never, target: Target, about: string): unknown;
  region?(item: never, about: string): string;
  absent: readonly string[];
  read(output: never, item: never, target: Target): unknown;
  next?: ((output: never) => object | null) | undefined;
  details?: Readonly<Record<string, DetailCall>> | undefined;
}

/** Every action and operation of a call and its details, the call's own first; `service` where it is not the call's. */
export function callsOf(
  g: Pick<DetailCall, 'operation' | 'details' | 'service'> & { action: string },
  of: Service | undefined = g.service,
): readonly { operation: string; action: string; service?: Service }[] {
  const { operation, action, details = {}, service = of } = g;
  const own = { operation, action, ...(service && service !== of && { service }) };
  return [own, ...Object.values(details).flatMap((one) => callsOf(one, of))];
}

/** Any gatherer, with the types that only its own file needs forgotten. */
export interface AnyGatherer extends Call {
  fact: FactName;
  /** True for one that stands for a part of ours that could not be loaded: nothing is sent. */
  unloaded?: true;
}

/** A call whose answer is no fact by itself, as the records of AWS Config are. */
export interface Call {
  service: Service;
  operation: string;
  action: string;
  call: new (input: never) => unknown;
  input(target: Target): unknown;
  absent: readonly string[];
  read(output: never, target: Target): unknown;
  next?: ((output: never) => object | null) | undefined;
  reduce?: ((items: never) => readonly unknown[]) | undefined;
  anyRegion?: boolean;
  details?: Readonly<Record<string, DetailCall>> | undefined;
}
