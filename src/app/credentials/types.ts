import type { Keys } from '../engine/protocol.ts';

/** What a value in pasted text is for. */
export type Field =
  'key' | 'secret' | 'token' | 'expiry' | 'region' | 'arn' | 'profile' | 'account' | 'role';

/** One set of values as it is found, before anyone has judged it. */
export interface Draft {
  /** Name of the profile or object that the values stood in; empty where there is none. */
  profile: string;
  fields: Partial<Record<Field, string>>;
  /** A field that was given two different values. */
  conflict: Field | null;
}

/** What one way of reading found: how the text looks, in words that complete "this is …", and the values. */
export interface Reading {
  shape: string;
  drafts: Draft[];
  /** Profiles of a credentials file that hold no keys of their own. */
  without: string[];
}

/** Credentials that may be used, and what the text tells of them. All but `keys` may be shown. */
export interface Candidate {
  /** The profile's name, or empty. */
  profile: string;
  keys: Keys;
  /** Empty where the text names none. */
  region: string;
  /** 12 digits, or empty. */
  account: string;
  /** Role or permission set, or empty. */
  role: string;
  /** True where they have expired already. */
  expired: boolean;
}

/** What pasted text turned out to be. No sentence in it holds anything of a secret. */
export type Pasted =
  | {
      kind: 'found';
      /** Completes "this is …", for example `an aws sts assume-role answer`. */
      shape: string;
      candidates: readonly [Candidate, ...Candidate[]];
      /** Sentences that are worth knowing. */
      notes: readonly string[];
    }
  | { kind: 'wrong'; says: string };

export const draft = (profile = ''): Draft => ({ profile, fields: {}, conflict: null });

/** Notes a value; one that differs from what is there already is a conflict. */
export function put(into: Draft, field: Field, value: string): void {
  const known = into.fields[field];
  if (value === '') return;
  if (known === undefined) into.fields[field] = value;
  else if (known !== value && ['key', 'secret', 'token'].includes(field)) into.conflict ??= field;
}

/** Whether there is anything of credentials in it. */
export const holdsKeys = ({ fields }: Draft): boolean =>
  fields.key !== undefined || fields.secret !== undefined || fields.token !== undefined;
