import type { Account } from './accounts/account.ts';
import { type Front, type FrontOptions, startFront } from './front.ts';
import { type Moto, startMoto } from './moto.ts';
import { introduce, seed } from './seed.ts';

/** An AWS for a file of tests whose clients only read. */
export interface HeldAws {
  moto: Moto;
  front: Front;
  /**
   * Makes the front new and has it stand before this account alone. Seeding takes longer than most tests, so moto
   * is left as it is where it holds the account from the test before: what only reads cannot have changed it.
   */
  hold(account: Account): Promise<void>;
  stop(): Promise<void>;
}

/** Starts moto and the front before it. Whoever writes to this moto must reset it and seed by hand. */
export async function startHeldAws(options: Omit<FrontOptions, 'moto'> = {}): Promise<HeldAws> {
  const started = await startMoto();
  let held: Account | null = null;
  const moto: Moto = {
    ...started,
    async reset() {
      held = null;
      await started.reset();
    },
  };
  const front = await startFront({ ...options, moto });
  return {
    moto,
    front,
    async hold(account) {
      front.reset();
      if (held === account) return introduce(account, front);
      await moto.reset();
      await seed(account, { moto, front });
      held = account;
    },
    async stop() {
      await front.stop();
      await moto.stop();
    },
  };
}
