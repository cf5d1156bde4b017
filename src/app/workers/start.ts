/**
 * Starts a module worker that is bound by the page's own policy. A worker loaded from its URL takes its policy
 * from its own response headers, which static hosting does not send; one that begins as a `blob:` inherits the
 * page's. https://www.w3.org/TR/CSP3/#initialize-global-object-csp
 */
export function startWorker(url: string): Worker {
  const absolute = new URL(url, document.baseURI).href;
  const bootstrap = new Blob([`import ${JSON.stringify(absolute)};`], { type: 'text/javascript' });
  const address = URL.createObjectURL(bootstrap);
  const worker = new Worker(address, { type: 'module' });
  // The worker has fetched its bootstrap once it says anything at all.
  worker.addEventListener('message', () => URL.revokeObjectURL(address), { once: true });
  return worker;
}
