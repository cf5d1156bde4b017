/** A reason taken apart: what it says first, the steps of the chain that it goes on with, and those it leaves out. */
export interface Because {
  lead: string;
  /** Empty where the reason names fewer than two: those read well as they are. */
  steps: readonly string[];
  /** Steps of the proof that the reason does not name. */
  more: readonly string[];
}

/** Takes a reason apart by the proof that belongs to it. Nothing of the reason is lost. */
export function takeApart(because: string, proof: readonly string[]): Because {
  const more = proof.filter((step) => !because.includes(step));
  const named = proof.filter((step) => placeOf(step, because) >= 0);
  if (named.length < 2) return { lead: because, steps: [], more };
  let lead = because;
  const steps: string[] = [];
  for (const step of named) {
    const at = placeOf(step, lead);
    if (at < 0) continue;
    lead = `${lead.slice(0, at)} ${lead.slice(at + step.length)}`;
    steps.push(step);
  }
  return { lead: lead.replace(/\s+/g, ' ').trim(), steps, more };
}

/** Where a step stands in a text as a sentence of its own, not as the end of another; less than 0: nowhere. */
function placeOf(step: string, text: string): number {
  for (let at = text.indexOf(step); at >= 0; at = text.indexOf(step, at + 1))
    if (/(^|[.:]\s)\s*$/.test(text.slice(0, at))) return at;
  return -1;
}
