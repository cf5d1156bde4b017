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
  const named = proof.filter((step) => because.includes(step));
  if (named.length < 2) return { lead: because, steps: [], more };
  let lead = because;
  const steps: string[] = [];
  for (const step of named) {
    if (!lead.includes(step)) continue;
    lead = lead.replace(step, () => ' ');
    steps.push(step);
  }
  return { lead: lead.replace(/\s+/g, ' ').trim(), steps, more };
}
