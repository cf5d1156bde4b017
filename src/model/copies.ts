import type { CopyTarget } from './derived.ts';

/** A bucket that is not expected to receive copies, within a sentence. */
export const strangerSays = ({ bucket, account }: CopyTarget): string =>
  account === null
    ? `${bucket}, which is no bucket of this account and whose owner is not named`
    : `${bucket} of account ${account}, which is not among the expected ones`;

/** A bucket that may receive copies, within a sentence. */
export const targetSays = ({ bucket, account, owner }: CopyTarget): string =>
  owner === 'trusted' && account !== null
    ? `${bucket} of the expected account ${account}`
    : `${bucket} of this account`;
