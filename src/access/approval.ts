import { approvalIn } from '../model/approval.ts';
import type { Answer, PublicApproval } from '../model/derived.ts';
import type { View } from './view.ts';

/** The tag by which the owner approves of the bucket's being public. It is known even where the tags are not. */
export function publicApproval(view: View): Answer<PublicApproval> {
  const tags = view.see('tags');
  return {
    known: true,
    value: { tag: tags.known ? approvalIn(view.index.settings, tags.value) : null },
  };
}
