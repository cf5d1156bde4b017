import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of processor time in a second; the same on every Linux of today. */
const ticks = 100;

interface Process {
  id: number;
  parent: number;
  cpuSeconds: number;
}

function read(id: number): Process | null {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name in brackets may hold blanks.
    const rest = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system] = [rest[1], rest[11], rest[12]].map(Number);
    return { id, parent: parent ?? 0, cpuSeconds: ((user ?? 0) + (system ?? 0)) / ticks };
  } catch {
    return null; // it has ended
  }
}

/** A process and all that it started. Linux only: elsewhere there is no such file, and the list is empty. */
function family(root: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? []);
  const found = all.filter(({ id }) => id === root);
  for (const { id } of found) found.push(...all.filter(({ parent }) => parent === id));
  return found;
}

/** Seconds of processor time that a process and all that it started have taken. */
export const cpuSecondsOf = (root: number): number =>
  family(root).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);

const isPage = (id: number): boolean => {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer');
  } catch {
    return false; // it has ended
  }
};

/** Of that, what the pages of a browser and their workers have taken; the rest is its network and its windows. */
export const pageSecondsOf = (browser: number): number =>
  family(browser)
    .filter(({ id }) => isPage(id))
    .reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);

/** Megabytes of memory that the largest page process of a browser takes, and took at most. */
export function pageMemory(browser: number): { now: number; peak: number } {
  const sizes = family(browser).flatMap(({ id }) => {
    try {
      if (!isPage(id)) return [];
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const of = (name: string) =>
        Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1000;
      return [{ now: of('VmRSS'), peak: of('VmHWM') }];
    } catch {
      return []; // it has ended
    }
  });
  return sizes.toSorted((a, b) => b.peak - a.peak)[0] ?? { now: 0, peak: 0 };
}
