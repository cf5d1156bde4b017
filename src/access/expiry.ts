import type { Answer, Derived } from '../model/derived.ts';
import type { View } from './view.ts';

/**
 * What is left once a lifecycle rule has expired an object: with versioning a noncurrent version, until a rule expires
 * that too. https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-actions
 */
export function afterExpiry(view: View): Answer<Derived['afterExpiry']> {
  const versioning = view.see('versioning');
  const lifecycle = view.see('lifecycle');
  const says = (value: Derived['afterExpiry']) => ({ known: true, value }) as const;
  if (!versioning.known || !lifecycle.known) return says('unknown');
  if (versioning.value.status !== 'Enabled') return says('nothing');
  const removes = (lifecycle.value ?? []).some(
    ({ enabled, noncurrentExpirationAgeDays: age }) => enabled && age !== null,
  );
  return says(removes ? 'briefly' : 'versions');
}
