import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultConfig, readConfig, type SiteConfig } from '../hosting/config.ts';
import { relayAddresses } from '../hosting/relay.ts';
import { dist } from './paths.ts';
import { finishSite } from './site/finish.ts';

// `npm run configure -- FILE [--site FOLDER]`: writes a configuration into a built site; `--default` takes it out.

const usage = `Usage: npm run configure -- FILE [--site FOLDER]
       npm run configure -- --default [--site FOLDER]
FILE is JSON, for example { "endpoints": ["https://s3.example.com"], "team": "Security" }.
FOLDER is a built site; dist/ where none is named. docs/hosting.md tells more.`;

const stop = (sentence: string, code: number): never => {
  console.error(sentence);
  process.exit(code);
};

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { site: { type: 'string' }, default: { type: 'boolean' } },
    });
    const [file] = positionals;
    if (positionals.length > 1 || (file === undefined) === (values.default !== true))
      return stop(usage, 2);
    return { file, site: values.site };
  } catch {
    return stop(usage, 2);
  }
}

function read(file: string): SiteConfig {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    stop(`${file} could not be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`, 1);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    stop(`${file} is not JSON.`, 1);
  }
  const { config, problems } = readConfig(value);
  return config ?? stop([`${file} was not taken:`, ...(problems ?? [])].join('\n'), 1);
}

const { file, site } = readArguments();
const config = file === undefined ? defaultConfig : read(file);
const folder = site === undefined ? dist : path.resolve(site);
try {
  finishSite(folder, config);
} catch (error) {
  stop((error as Error).message, 1);
}
const reach = ['AWS and this computer', ...config.endpoints].join(', ');
console.log(`${folder} is configured. The page may reach: ${reach}.`);
if (config.relays.length > 0)
  console.log(
    `Relays: ${config.relays.flatMap((relay) => relayAddresses(relay)[0] ?? []).join(', ')}.`,
  );
