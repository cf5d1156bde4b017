import { defaultConfig, readConfig, type SiteConfig } from '../hosting/config.ts';

let asked: Promise<SiteConfig> | null = null;

/**
 * What this copy's host has set, from `config.json` beside the page; asked for once. Where there is none or it is not
 * well formed, nothing was set: the policy in the page holds either way.
 */
export const siteConfig = (): Promise<SiteConfig> => (asked ??= load().catch(() => defaultConfig));

async function load(): Promise<SiteConfig> {
  const answer = await fetch(new URL('config.json', document.baseURI));
  if (!answer.ok) return defaultConfig;
  return readConfig(await answer.json()).config ?? defaultConfig;
}
