import type { PublicAccessBlock } from '../../model/facts.ts';
import { type Fields, flag } from './json.ts';

/**
 * The four switches of Block Public Access. One that is not recorded is unknown, and so is the whole. Items of types
 * that CloudFormation describes write names with a capital.
 */
export function readSwitches(recorded: Fields): PublicAccessBlock {
  const read = (name: string): boolean => {
    const value =
      flag(recorded, name) ?? flag(recorded, `${name[0]?.toUpperCase()}${name.slice(1)}`);
    if (value === undefined) throw new Error(`without ${name}`);
    return value;
  };
  return {
    blockPublicAcls: read('blockPublicAcls'),
    ignorePublicAcls: read('ignorePublicAcls'),
    blockPublicPolicy: read('blockPublicPolicy'),
    restrictPublicBuckets: read('restrictPublicBuckets'),
  };
}
