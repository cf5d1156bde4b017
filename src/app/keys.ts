const stored = 'bucketproof-keys';

/** Whether single letters and signs are shortcuts: on, unless they were switched off in this browser. */
export function keysOn(): boolean {
  try {
    return localStorage.getItem(stored) !== 'off';
  } catch {
    return true; // a browser that keeps nothing keeps no wish either
  }
}

/** Keeps the wish; where nothing is kept it lasts until the page closes. */
export function keepKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(stored);
    else localStorage.setItem(stored, 'off');
  } catch {
    // It lasts until the page closes.
  }
}

/** True where a key press is text, or belongs to the control that has it. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, select, textarea, [contenteditable]') !== null;

/** Where `g` and a letter lead within an audit: the path after its id. */
export const places: Readonly<Record<string, readonly string[]>> = {
  o: [],
  b: ['buckets'],
  c: ['checks'],
  a: ['account'],
};

/** Puts the keyboard on the next or previous row of the list it is in, or on the first list of the page. */
export function stepRow(by: 1 | -1): boolean {
  const focused = document.activeElement;
  const list = focused?.closest('[data-rows]') ?? document.querySelector('[data-rows]');
  if (!list) return false;
  // A long list draws only what is seen, and moves by its own arrow keys.
  if (list.getAttribute('role') === 'table' && focused && list.contains(focused)) {
    const key = by === 1 ? 'ArrowDown' : 'ArrowUp';
    focused.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    return true;
  }
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row === focused);
  const first = rows.find((row) => row.getAttribute('tabindex') === '0') ?? rows[0];
  (at < 0 ? first : rows[at + by])?.focus();
  return true;
}
