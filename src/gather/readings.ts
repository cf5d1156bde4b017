import type { Reading, Snapshot } from '../model/snapshot.ts';
import { addCalls } from './calls.ts';

type Head = Pick<Snapshot, 'tool' | 'identity' | 'startedAt' | 'endedAt' | 'calls' | 'readings'>;

/** The readings that a snapshot is made of, oldest first. */
export const readingsOf = ({ readings, ...head }: Head): readonly Reading[] => {
  if (readings) return readings;
  const { tool, identity, startedAt, endedAt, calls } = head;
  return [{ tool, identity, startedAt, endedAt, calls }];
};

/** A reading stays the same while it goes on; only its end moves. */
const keyOfReading = ({ tool, identity, startedAt }: Reading): string =>
  JSON.stringify([startedAt, identity, tool.name, tool.version, tool.build]);

/** Readings oldest first, each once: of two states of one, the later. */
export function distinct(readings: readonly Reading[]): Reading[] {
  const found = new Map<string, Reading>();
  for (const reading of readings) {
    const same = found.get(keyOfReading(reading));
    if (!same || same.endedAt < reading.endedAt) found.set(keyOfReading(reading), reading);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reading]) => reading);
}

/** What the head of a snapshot says of these readings. */
export function ofReadings(readings: readonly Reading[]): Pick<Snapshot, 'calls' | 'readings'> {
  const calls = readings.reduce<Reading['calls']>((sum, one) => addCalls(sum, one.calls), []);
  return { calls, ...(readings.length > 1 && { readings }) };
}
