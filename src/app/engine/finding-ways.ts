import { ownFacts } from '../../audit/plan.ts';
import type { Check } from '../../model/check.ts';
import type { Sdk } from './connecting.ts';
import type { Keyring } from './keyring.ts';
import type { WaysReport } from './protocol.ts';
import { Sentence } from './rpc.ts';

/** Finds which ways are open to the credentials held, and how far these checks (null: all) can be assessed by them. */
export async function reportWays(
  chosen: readonly string[] | null,
  ring: Keyring,
  checks: readonly Check[],
  load: Sdk,
  signal: AbortSignal,
): Promise<WaysReport> {
  const { connection } = ring;
  if (!connection) throw new Sentence('No credentials are held. Connect first, then check.');
  const { configProbe, explain, findWays, pageRoof, readableChecks, whollyRecorded } = await load();
  const { region, provider, account, partition, endpoint } = connection;
  try {
    const probe = endpoint === '' ? await configProbe() : null;
    const found = await findWays(
      { region, provider, account, partition },
      pageRoof(ring, endpoint),
      signal,
      probe,
    );
    const asked = chosen === null ? checks : checks.filter(({ id }) => chosen.includes(id));
    const each = asked.map((check) => ({
      id: check.id,
      facts: ownFacts(check),
      everyFact: check.needs.includes('everyRead'),
    }));
    return { ...found, checks: readableChecks(each, found, whollyRecorded) };
  } catch (error) {
    if (signal.aborted) throw new Sentence('The connection check was stopped.');
    if (error instanceof Error && error.name === 'SessionError')
      throw new Sentence(explain('session', error as never));
    throw error;
  }
}
