import { factActions } from '../../gather/actions.ts';
import { actionsOf, objectActions } from '../../gather/fact-actions.ts';
import type { FactName } from '../../model/facts.ts';

/**
 * The first lines of the collector, for whoever reads it before running it with credentials at hand: what it does,
 * reads and never does, and how to verify it. The actions are those that the gatherers declare.
 */
export function collectorHeader(version: string, build: string): string {
  const facts = Object.keys(factActions) as FactName[];
  const actions = [...new Set(facts.flatMap((fact) => actionsOf(fact)))].sort();
  return `#!/usr/bin/env node
/*
 * Bucketproof collector ${version}, build ${build}.
 * Licence: Apache-2.0; the packages bundled below keep their own.
 *
 * WHAT IT DOES
 *   Reads the S3 security settings of one AWS account and writes them to one file, which the Bucketproof page
 *   opens. It needs nothing installed but Node 20, and no rights but to read:
 *
 *     node collect.mjs --dry-run               prints every call it would send, and the IAM policy for them
 *     node collect.mjs --out account.json      reads, and writes the file
 *     node collect.mjs --help                  all options
 *
 * WHAT IT READS
 *   It sends these calls and no others. IAM actions:
 *
${actions.map((action) => ` *     ${action}`).join('\n')}
 *
 *   With --sample-objects it also sends, to the buckets named with --buckets, what takes
 *   ${[objectActions.list, ...objectActions.acl].join(', ')},
 *   and with --sample-encryption ${objectActions.encryption.join(', ')}.
 *
 *   Besides, sts:AssumeRole, where you name a role with --role-arn. Whatever your log-in needs to give it credentials,
 *   as for the AWS CLI (a profile, IAM Identity Center, the machine's own role), comes before.
 *
 * WHAT IT NEVER DOES
 *   It changes nothing in the account: none of these calls writes.
 *   It reads no object's content. Without --sample-objects it lists no object, and asks for no object's ACL.
 *   It sends nothing to anyone but AWS, or the endpoint that you name with --endpoint.
 *   It puts no credentials into what it writes, and prints none.
 *   It loads no further code: all of it is in this file and in Node. (A profile of yours may name a program that
 *   gives credentials, as for the AWS CLI.)
 *
 * HOW TO VERIFY IT
 *   Compare its SHA-256 with the one that the page shows beside the download, and with SHA256SUMS beside the page:
 *
 *     sha256sum collect.mjs                              Linux, AWS CloudShell
 *     shasum -a 256 collect.mjs                          macOS
 *     Get-FileHash collect.mjs -Algorithm SHA256         PowerShell
 *
 *   Or build it from the sources, which gives the same bytes: npm ci && npm run build. Build ${build} names
 *   the sources. It starts at src/node/collect.ts, and is left readable on purpose: read it before you run it.
 */`;
}
