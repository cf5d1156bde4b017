import { fieldOf, namesInText } from './names.ts';
import { draft, type Draft, type Field, holdsKeys, put, type Reading } from './types.ts';
import { type Found, valueAfter } from './value.ts';

/** Names with values in running text: variables of any shell, credentials files, YAML, settings of programs, labels. */
export function readText(text: string): Reading {
  const all: Draft[] = [];
  const without: string[] = [];
  let shape = '';
  const sections = sectionsOf(text);
  for (const { name, body } of sections) {
    const found = readSection(body, name, (say) => (shape ||= say()));
    all.push(...found);
    if (name !== '' && found.length === 0) without.push(name);
  }
  const profiles = sections.filter(({ name }) => name !== '').length;
  if (profiles > 0 && all.some(({ profile }) => profile !== ''))
    shape =
      profiles === 1
        ? 'a profile of a credentials file'
        : `a credentials file with ${profiles} profiles`;
  return { shape, drafts: all, without };
}

/** Cuts at lines such as `[dev]` or `[profile dev]`. What comes before the first has no name. */
function sectionsOf(text: string): { name: string; body: string }[] {
  const sections: { name: string; body: string }[] = [];
  let at = 0;
  let name = '';
  for (const head of text.matchAll(/^[ \t]*\[([^\]\n"']{1,200})\][ \t]*$/gm)) {
    sections.push({ name, body: text.slice(at, head.index) });
    name = (head[1] ?? '').trim().replace(/^profile\s+/, '') || 'default';
    at = head.index + head[0].length;
  }
  sections.push({ name, body: text.slice(at) });
  return sections;
}

function readSection(body: string, profile: string, tell: (shape: () => string) => void): Draft[] {
  const names = [...body.matchAll(namesInText)];
  const drafts: Draft[] = [];
  let one = draft(profile);
  names.forEach((match, index) => {
    const field = fieldOf(match[0]);
    const end = match.index + match[0].length;
    if (field === null) return;
    const found = valueAfter(body.slice(end, names[index + 1]?.index ?? body.length), field);
    if (!found) return;
    if (isNext(one, field, found.value)) {
      drafts.push(one);
      one = draft(profile);
    }
    put(one, field, found.value);
    if (field === 'key' || field === 'secret' || field === 'token')
      tell(() => shapeOf(lineBefore(body, match.index), match[0], found));
  });
  drafts.push(one);
  const kept = drafts.filter(holdsKeys);
  // A lone token after a whole set is a second token for it, not a set of its own.
  return kept.filter((part, index) => {
    const before = kept[index - 1];
    const lone = part.fields.key === undefined && part.fields.secret === undefined;
    if (before && lone) before.conflict ??= 'token';
    return !(before && lone);
  });
}

/** Another value for something of a set that is whole begins the next set. */
const isNext = ({ fields }: Draft, field: Field, value: string): boolean =>
  (field === 'key' || field === 'secret' || field === 'token') &&
  fields.key !== undefined &&
  fields.secret !== undefined &&
  fields[field] !== undefined &&
  fields[field] !== value;

/** What stands before a name on its line, or the last of it. */
function lineBefore(body: string, at: number): string {
  const near = body.slice(Math.max(0, at - 200), at);
  return near.slice(near.lastIndexOf('\n') + 1);
}

/** How a line looks: what stands before the name, the name, and what joins it to its value. */
function shapeOf(before: string, name: string, { by }: Found): string {
  if (/\$env:\w*$|SetEnvironmentVariable/i.test(before)) return 'PowerShell variables';
  if (/\bset\s+-\w+\s+\w*$/.test(before)) return 'variables of the fish shell';
  if (/\bsetx?\s+"?\w*$/i.test(before) && !/configure\s+set/.test(before))
    return 'variables of the Windows command prompt';
  if (/\bsetenv\s+\w*$/.test(before)) return 'variables of the C shell';
  if (/(?:^|\s)(?:-e|--env)[\s=]/.test(before)) return 'options of Docker';
  if (/\bexport\s+\w*$/.test(before)) return 'shell variables';
  if (/configure\s+set/.test(before)) return '`aws configure set` commands';
  if (by !== 'sign') return 'labels and values';
  if (/["']\w*$/.test(before)) return 'a part of JSON';
  if (/^[A-Z_]+$/.test(name)) return 'environment variables';
  return 'names and values';
}
