import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import App from '../../src/app/App.svelte';
import type { Engine } from '../../src/app/engine/protocol.ts';

/** Opens the page at a hash, as a browser would, with this engine behind it. */
export function openPage(engine: Engine, hash = '#/') {
  history.replaceState(null, '', `/${hash}`);
  return { user: userEvent.setup(), ...render(App, { engine }) };
}

/** Changes the address as a link or Back does. jsdom tells the page in a later turn. */
export async function goTo(hash: string): Promise<void> {
  const moved = new Promise((resolve) =>
    window.addEventListener('hashchange', resolve, { once: true }),
  );
  location.hash = hash;
  await moved;
}

/** The first heading, once it says this. */
export const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
