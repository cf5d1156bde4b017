import { findWays } from '../../gather/connection/probe.ts';
import { readableChecks } from '../../gather/connection/readable.ts';
import { estimate } from '../../gather/estimate.ts';
import { explain } from '../../gather/explain.ts';
import { questions, whyNot } from '../../gather/questions.ts';
import { scan } from '../../gather/scan.ts';
import { whoIs } from './identity.ts';
import { pageRoof } from './roof.ts';

/** What gets other credentials. Most people never need it, so it loads on its own. */
const providers = () => import('./providers.ts');

/** Everything that needs the AWS SDK, the largest part of us. Loaded only when credentials are given. */
export {
  estimate,
  explain,
  findWays,
  pageRoof,
  providers,
  questions,
  readableChecks,
  scan,
  whoIs,
  whyNot,
};
