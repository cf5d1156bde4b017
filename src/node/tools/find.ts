import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { cache } from '../paths.ts';

/** Playwright's own download goes here rather than into the user's home. */
export const browsersFolder = path.join(cache, 'browsers');

/** The first file of this name on the PATH that may be executed, or null. */
export function onPath(name: string, env: NodeJS.ProcessEnv = process.env): string | null {
  for (const folder of (env['PATH'] ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (folder && isProgram(file)) return file;
  }
  return null;
}

/**
 * A Chromium for the end-to-end tests: the one that `CHROMIUM_PATH` names, else the system's, else the one that
 * Playwright downloaded on an earlier run. Null where there is none. Looks only; `npm test` installs.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env['CHROMIUM_PATH'];
  if (named) return named;
  const usual = '/usr/bin/chromium';
  return isProgram(usual) ? usual : (onPath('chromium', env) ?? downloaded(browsersFolder));
}

/** Playwright names folders by revision, and platforms by folder: `chromium-1234/chrome-linux64/chrome`. */
function downloaded(folder: string): string | null {
  const inside = (place: string) => {
    try {
      return readdirSync(place).toSorted().toReversed();
    } catch {
      return [];
    }
  };
  const programs = ['chrome', 'chrome.exe', 'Chromium.app/Contents/MacOS/Chromium'];
  for (const revision of inside(folder).filter((name) => /^chromium-\d+$/.test(name)))
    for (const platform of inside(path.join(folder, revision)))
      for (const program of programs) {
        const file = path.join(folder, revision, platform, program);
        if (isProgram(file)) return file;
      }
  return null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
