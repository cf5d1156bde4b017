import { fieldOf } from './names.ts';
import { draft, type Draft, holdsKeys, put, type Reading } from './types.ts';

/** The XML that STS itself answers. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function readXml(text: string): Reading | null {
  const drafts: Draft[] = [];
  let one = draft();
  for (const [, name = '', value = ''] of text.matchAll(/<([A-Za-z]{3,40})>([^<]{1,20000})<\//g)) {
    const field = fieldOf(name);
    if (field === null) continue;
    if (field === 'key' && one.fields.key !== undefined && one.fields.secret !== undefined) {
      drafts.push(one);
      one = draft();
    }
    put(one, field, value.replace(/\s+/g, '').replace(/&amp;/g, '&'));
  }
  drafts.push(one);
  const kept = drafts.filter(
    ({ fields }) => fields.key !== undefined && fields.secret !== undefined,
  );
  return kept.length > 0 ? { shape: 'an XML answer of AWS STS', drafts: kept, without: [] } : null;
}

/**
 * Rows under a heading, as CSV files and `--output table` have them, and tables with a name in the first column.
 * Null where there is no such heading.
 */
export function readRows(text: string): Reading | null {
  const drafts: Draft[] = [];
  let heading: readonly (string | null)[] = [];
  let upright = draft();
  let ruled = false;
  const take = (one: Draft) => {
    if (holdsKeys(one)) drafts.push(one);
  };
  for (const line of text.split('\n')) {
    const table = /^\s*\|/.test(line);
    const cells = table ? line.split('|') : line.split(/[,\t]/);
    const tidy = cells.map((cell) => cell.trim().replace(/^"|"$/g, ''));
    const kept = table ? tidy.filter((cell) => cell !== '') : tidy;
    const named = kept.map(fieldOf);
    const count = named.filter((field) => field !== null).length;
    if (count >= 2 && named.includes('key')) {
      heading = named;
      ruled ||= table;
    } else if (table && kept.length === 2 && named[0]) {
      ruled = true;
      if (named[0] === 'key' && upright.fields.key !== undefined) {
        take(upright);
        upright = draft();
      }
      put(upright, named[0], kept[1] ?? '');
    } else if (heading.length > 0 && kept.length === heading.length) {
      const one = draft();
      kept.forEach((cell, at) => {
        const field = heading[at];
        if (field) put(one, field as never, cell);
      });
      take(one);
    }
  }
  take(upright);
  if (drafts.length === 0) return null;
  const shape = ruled
    ? 'the table output of the AWS command line'
    : 'a CSV file of the IAM console';
  return { shape, drafts, without: [] };
}
