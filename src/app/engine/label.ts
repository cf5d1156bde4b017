import { type AuditLabel, labelLimits } from './protocol.ts';
import { Sentence } from './rpc.ts';

/** Makes what a user typed a label: ends trimmed, a title on one line. Throws a sentence where it is too long. */
export function labelOf(typed: AuditLabel): AuditLabel {
  const title = typed.title.replace(/\s+/g, ' ').trim();
  const note = typed.note.replace(/\r\n?/g, '\n').trim();
  for (const [name, text] of Object.entries({ title, note })) {
    const most = labelLimits[name as keyof AuditLabel];
    if (text.length > most)
      throw new Sentence(
        `A ${name} holds up to ${most.toLocaleString('en')} characters; this one has ${text.length.toLocaleString('en')}. Shorten it.`,
      );
  }
  return { title, note };
}
