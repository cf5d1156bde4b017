import { doubledKey } from '../../policy/json-fault.ts';
import { visible } from '../words.ts';

/** A piece of a policy's text. `statement` is the place of the statement it is, from 0; -1 for what is around them. */
export interface PolicyPart {
  text: string;
  statement: number;
}

/**
 * Sets out a policy for reading, one part for each statement, so that single ones can be marked. Text that is no
 * JSON object, or that would lose something on the way since it names a key twice, stays one part, as it is.
 */
export function policyParts(text: string): PolicyPart[] {
  const policy = parse(text);
  if (policy === null) return [{ text: visible(text), statement: -1 }];
  const name = Object.keys(policy).find((key) => key.toLowerCase() === 'statement');
  const found = name === undefined ? undefined : policy[name];
  if (name === undefined || !Array.isArray(found))
    return [{ text: pretty(policy), statement: found === undefined ? -1 : 0 }];
  const rest = Object.entries(policy)
    .filter(([key]) => key !== name)
    .map(([key, value]) => indent(`${pretty(key)}: ${pretty(value)},\n`, 2));
  const statements = found.map((statement: unknown, at) => ({
    text: indent(`${pretty(statement)}${at < found.length - 1 ? ',' : ''}\n`, 4),
    statement: at,
  }));
  return [
    { text: `{\n${rest.join('')}  ${pretty(name)}: [\n`, statement: -1 },
    ...statements,
    { text: '  ]\n}', statement: -1 },
  ];
}

/** JSON, set out for reading. */
export const pretty = (value: unknown): string => visible(JSON.stringify(value, null, 2) ?? '');

const indent = (text: string, spaces: number) => text.replace(/^(?=.)/gm, ' '.repeat(spaces));

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !doubledKey(text)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
