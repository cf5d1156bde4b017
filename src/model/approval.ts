import type { Facts } from './facts.ts';
import type { Settings } from './settings.ts';

type Tag = NonNullable<Facts['tags']>[number];

/**
 * The tag by which the owner approves of a public bucket; null where there is none. A value that says no, or nothing,
 * approves of nothing; where the settings ask for a value, that value alone does.
 */
export function approvalIn(
  { publicApprovalTag: key, publicApprovalValue: value }: Settings,
  tags: Facts['tags'],
): Tag | null {
  const tag = (tags ?? []).find((one) => one.key === key);
  const approves =
    tag && (value === '' ? !/^\s*(false|no)?\s*$/i.test(tag.value) : tag.value === value);
  return approves ? tag : null;
}

/**
 * What a failed check adds where the bucket carries that tag; empty where it does not. An accepted exception is a fail
 * with the exception beside it: a tag says that someone means it, not that the public is kept out, so it never turns a
 * fail into another verdict.
 */
export const approvedSays = (tag: Tag | null): string =>
  tag
    ? ` The bucket carries the tag ${tag.key}=${tag.value}, which approves of its being public.`
    : '';
