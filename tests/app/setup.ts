import { configure } from '@testing-library/svelte';
import '@testing-library/jest-dom/vitest';
import { afterEach, vi } from 'vitest';

// jsdom lays nothing out: what measures, scrolls or downloads is stood in for.
class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= Observer as unknown as typeof ResizeObserver;
window.scrollTo = () => {};
Element.prototype.scrollIntoView = () => {};
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
URL.createObjectURL = () => 'blob:test';
URL.revokeObjectURL = () => {};

afterEach(() => {
  vi.restoreAllMocks();
  history.replaceState(null, '', '/');
  localStorage.clear();
  document.title = '';
});

// Views load when they are needed, and the first to need one waits for it to be compiled.
configure({ asyncUtilTimeout: 10_000 });
