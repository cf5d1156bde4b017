import { audit } from '../../audit/audit.ts';
import { sameSettings, settingProblems, tidySettings } from '../../audit/settings.ts';
import type { Check } from '../../model/check.ts';
import { defaultSettings, type Settings, settingTitle } from '../../model/settings.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Rejudged } from './protocol.ts';
import { Sentence } from './rpc.ts';

/** The snapshot with what the user typed as its settings. Throws a sentence where they cannot be used. */
export function configured(snapshot: Snapshot, typed: Settings): Snapshot {
  const settings = tidySettings(typed);
  const [problem] = settingProblems(settings, snapshot.provider);
  if (problem) throw new Sentence(`${settingTitle[problem.setting]}: ${problem.says}`);
  const { settings: _before, ...rest } = snapshot;
  return sameSettings(settings, defaultSettings) ? rest : { ...rest, settings };
}

/** How verdicts differ between two snapshots of the same facts. Only checks that heed a setting are asked again. */
export function rejudged(before: Snapshot, after: Snapshot, checks: readonly Check[]): Rejudged {
  const heeding = checks.filter(({ settings }) => (settings?.length ?? 0) > 0);
  const changes = new Map<string, Rejudged['changes'][number]>();
  const now = audit(after, heeding);
  let changed = 0;
  for (const { check, verdict: from } of audit(before, heeding)) {
    const to = now.next().value?.verdict;
    if (to === undefined || to === from) continue;
    changed++;
    const key = `${check} ${from} ${to}`;
    changes.set(key, { check, from, to, count: (changes.get(key)?.count ?? 0) + 1 });
  }
  return { changed, changes: [...changes.values()] };
}
