import type { Finding } from '../../model/finding.ts';
import type { UnreadGroup } from './types.ts';

/** Names and codes given as examples of a group. */
const few = 4;

/**
 * Groups findings that are not assessed by what was unread: fact, gap and IAM actions, or by their sentence where no
 * fact was unread. The group with most open questions comes first. A finding that misses several facts counts under
 * each, since each of them has to be read before it can be answered.
 */
export function groupUnread(open: readonly Finding[]): UnreadGroup[] {
  const groups = new Map<string, Gathering>();
  const note = (key: string, start: Start, finding: Finding, resource: string, detail: string) => {
    let group = groups.get(key);
    if (!group) {
      group = {
        ...start,
        because: finding.because,
        keys: new Set(),
        names: new Set(),
        details: new Set(),
      };
      groups.set(key, group);
    }
    group.keys.add(finding.key);
    group.names.add(resource);
    if (detail !== '') group.details.add(detail);
  };
  for (const finding of open) {
    if (finding.missing.length === 0)
      note(finding.because, { fact: null, gap: null, actions: [] }, finding, finding.resource, '');
    for (const { fact, gap, actions, resource, detail } of finding.missing)
      note(
        [fact, gap, ...actions].join('\n'),
        { fact, gap, actions },
        finding,
        resource ?? finding.resource,
        detail,
      );
  }
  return [...groups.values()]
    .map(({ keys, names, details, ...group }) => ({
      ...group,
      details: [...details].slice(0, few),
      questions: keys.size,
      resources: names.size,
      names: [...names].slice(0, few),
    }))
    .sort((a, b) => b.questions - a.questions || b.resources - a.resources);
}

type Start = Pick<UnreadGroup, 'fact' | 'gap' | 'actions'>;
type Gathering = Start & {
  because: string;
  keys: Set<string>;
  names: Set<string>;
  details: Set<string>;
};
