const filler = '\u0006';
/** Longer patterns are not compared: what both match cannot be told. */
const most = 1200;

/**
 * A text that two IAM patterns (`*` any run, `?` one character) both match, with unusual characters where they leave
 * the choice; null where there is none, and undefined where they are too long to be compared.
 */
export function meetingOf(one: string, other: string): string | null | undefined {
  if (one.length * other.length > most * most || one.length > most * 4) return undefined;
  const dead = new Set<number>();
  const width = other.length + 1;
  // Depth first, one letter of the common text at a time; places that led nowhere are not tried again.
  const stack: { a: number; b: number; said: string; next: number }[] = [
    { a: 0, b: 0, said: '', next: 0 },
  ];
  while (stack.length > 0) {
    const top = stack.at(-1) as (typeof stack)[number];
    const { a, b } = top;
    if (a === one.length && b === other.length) return stack.map(({ said }) => said).join('');
    const step = stepsFrom(one, a, other, b)[top.next++];
    if (!step) {
      dead.add(a * width + b);
      stack.pop();
    } else if (!dead.has(step.a * width + step.b)) stack.push({ ...step, next: 0 });
  }
  return null;
}

/** What can follow, a text with an unusual character before one without. Every step moves on in one of the patterns. */
function stepsFrom(one: string, a: number, other: string, b: number) {
  const [p, q] = [one[a], other[b]];
  const steps: { a: number; b: number; said: string }[] = [];
  if (p === '*' && q === '*')
    steps.push({ a: a + 1, b, said: filler }, { a, b: b + 1, said: '' }, { a: a + 1, b, said: '' });
  else if (p === '*') {
    if (q !== undefined) steps.push({ a, b: b + 1, said: q === '?' ? filler : q });
    steps.push({ a: a + 1, b, said: '' });
  } else if (q === '*') {
    if (p !== undefined) steps.push({ a: a + 1, b, said: p === '?' ? filler : p });
    steps.push({ a, b: b + 1, said: '' });
  } else if (p !== undefined && q !== undefined && (p === q || p === '?' || q === '?'))
    steps.push({ a: a + 1, b: b + 1, said: p === '?' ? (q === '?' ? filler : q) : p });
  return steps;
}
