import type { Account } from './account.ts';
import { empty } from './empty.ts';
import { hostile } from './hostile.ts';
import { sample } from './sample.ts';
import { small } from './small.ts';

/** The accounts that can be seeded, by name. All are account 123456789012. */
export const accounts: Readonly<Record<'sample' | 'small' | 'hostile' | 'empty', Account>> = {
  sample,
  small,
  hostile,
  empty,
};
