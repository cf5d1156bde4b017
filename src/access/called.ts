import { trustedIn } from '../model/settings.ts';
import type { View } from './view.ts';

/** What the user calls a trusted account, with its name beside it; otherwise the name itself. */
export function calledIn({ index }: View, name: string): string {
  const label = trustedIn(index.settings, name)?.label ?? '';
  return label === '' ? name : `${label} (${name})`;
}
