import { furtherGatherers } from '../../src/gather/further.ts';
import { type AnyGatherer, callsOf } from '../../src/gather/gatherer.ts';
import { gatherers } from '../../src/gather/index.ts';
import type { FactName } from '../../src/model/facts.ts';

/** The gatherers of S3 and those of other services. */
export const everyGatherer: readonly AnyGatherer[] = [...gatherers, ...furtherGatherers];

/** Every fact with each IAM action that it takes. */
export const everyRead: readonly { fact: FactName; action: string }[] = everyGatherer.flatMap((g) =>
  callsOf(g).map(({ action }) => ({ fact: g.fact, action })),
);

/** Every IAM action that a gatherer declares, once. */
export const everyAction: readonly string[] = [...new Set(everyRead.map(({ action }) => action))];
