import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defaultConfig, type SiteConfig } from '../../hosting/config.ts';
import { contentSecurityPolicy } from '../../hosting/csp.ts';
import { neededFonts } from '../../report/pdf/needed-fonts.ts';
import { sums } from './build-id.ts';
import { digest, filesBelow } from './files.ts';

/** Written into the site for whoever serves or verifies it; a page never asks for them. */
const sumsFile = 'SHA256SUMS';
const notForPages = [sumsFile, 'sw.js', '_headers'];

/** Large, and needed by few: the service worker keeps these once they are used. */
const onlyWhenUsed = (file: string) =>
  (file.startsWith('fonts/') && !neededFonts.includes(path.basename(file))) ||
  file === 'collect.mjs';

/**
 * Writes all of a built site that depends on its configuration or on its other files: the policy, the hashes by which
 * `index.html` names its script and style, `config.json`, the service worker's list, and `SHA256SUMS`. Doing it again
 * replaces what was written before, so a site that is configured back is the one that was built. Throws a sentence
 * where the folder holds no built site.
 */
export function finishSite(folder: string, config: SiteConfig = defaultConfig): void {
  for (const file of ['index.html', 'sw.js'])
    if (!existsSync(path.join(folder, file)))
      throw new Error(
        `There is no built site in ${folder}: ${file} is missing. Run: npm run build`,
      );
  const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text);
  const read = (file: string) => readFileSync(path.join(folder, file));

  const page = read('index.html').toString();
  write('index.html', withIntegrity(withPolicy(page, config.endpoints), read));
  write('config.json', `${JSON.stringify(config, null, 2)}\n`);
  write('sw.js', withList(read('sw.js').toString(), listOf(folder, read)));
  const listed = filesBelow(folder).filter((file) => file !== sumsFile);
  write(sumsFile, sums(folder, listed));
}

const policyTag = /\n *<meta http-equiv="Content-Security-Policy"[^>]*>/g;

/** After the `charset`, which browsers look for in the first 1024 bytes only, and before anything that loads. */
function withPolicy(page: string, endpoints: readonly string[]): string {
  const policy = contentSecurityPolicy(endpoints);
  const tag = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  const finished = page
    .replace(policyTag, '')
    .replace(
      /^( *)<meta charset="utf-8" *\/?>/m,
      (charset, indent) => `${charset}\n${indent}${tag}`,
    );
  if (!finished.includes(tag)) throw new Error('index.html has no <meta charset="utf-8">.');
  return finished;
}

/** https://developer.mozilla.org/en-US/docs/Web/Security/Subresource_Integrity */
const withIntegrity = (page: string, read: (file: string) => Buffer): string =>
  page.replace(
    /<(?:script|link)\b[^>]*?\b(?:src|href)="\.\/(assets\/[^"]+)"[^>]*>/g,
    (tag, file: string) => {
      const integrity = `sha384-${digest('sha384', read(file), 'base64')}`;
      return tag.replace(/ integrity="[^"]*"/, '').replace(/ ?\/?>$/, ` integrity="${integrity}">`);
    },
  );

/** Paths and hashes of the files that the service worker keeps. */
function listOf(folder: string, read: (file: string) => Buffer) {
  const kept = filesBelow(folder).filter((file) => !notForPages.includes(file));
  const hashes = (files: readonly string[]) =>
    Object.fromEntries(
      files.map((file) => [file, `sha256-${digest('sha256', read(file), 'base64')}`]),
    );
  return {
    now: hashes(kept.filter((file) => !onlyWhenUsed(file))),
    later: hashes(kept.filter(onlyWhenUsed)),
  };
}

const listLine = /^self\.siteFiles = .*\n/;

const withList = (code: string, list: object): string =>
  `self.siteFiles = ${JSON.stringify(list)};\n${code.replace(listLine, '')}`;
