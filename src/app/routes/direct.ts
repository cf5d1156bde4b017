import { findWays } from '../../gather/connection/probe.ts';
import { readableChecks } from '../../gather/connection/readable.ts';
import { whollyRecorded } from '../../gather/config/gaps.ts';
import { estimate } from '../../gather/estimate.ts';
import { explain } from '../../gather/explain.ts';
import { questions, whyNot } from '../../gather/questions.ts';
import { scan } from '../../gather/scan.ts';
import { whoIs } from './identity.ts';
import { recordedPart } from './records.ts';
import { pageRoof } from './roof.ts';

/** What gets other credentials. Most people never need it, so it loads on its own. */
const providers = () => import('./providers.ts');

/** The call that tells whether AWS Config answers; null where its part could not be loaded. */
const configProbe = async () => (await recordedPart().catch(() => null))?.configProbe ?? null;

/** Everything that needs the AWS SDK, the largest part of us. Loaded only when credentials are given. */
export {
  configProbe,
  estimate,
  explain,
  findWays,
  pageRoof,
  providers,
  questions,
  readableChecks,
  whollyRecorded,
  recordedPart,
  scan,
  whoIs,
  whyNot,
};
