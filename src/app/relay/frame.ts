/** A frame with a relay in it, which has said that it is ready. */
export interface OpenFrame {
  port: MessagePort;
  close(): void;
}

/** Why a frame gave no relay. `silent`: nothing there spoke to us, whatever it is. */
export type NoRelay = 'silent' | 'otherOrigin' | 'otherVersion';

/** Milliseconds: for the frame to load, and for the relay in it to speak then. */
const patience = { load: 10_000, word: 2_000 };

/** The version of the relay that this page speaks to. */
const version = 1;

/**
 * Opens a relay in a hidden frame. The frame gets a random number in its address, which no server sees, and is told it
 * once, together with a port; from then on the two speak over the port alone. Never rejects.
 */
export function openFrame(address: string): Promise<OpenFrame | NoRelay> {
  const frame = document.createElement('iframe');
  const nonce = crypto.randomUUID();
  const { origin } = new URL(address);
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  frame.referrerPolicy = 'no-referrer';
  frame.hidden = true;
  frame.title = 'Relay';
  frame.src = `${address}#${nonce}`;
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    let timer: ReturnType<typeof setTimeout>;
    const end = (found: OpenFrame | NoRelay) => {
      clearTimeout(timer);
      window.removeEventListener('message', hear);
      port1.onmessage = null;
      if (typeof found === 'string') {
        port1.close();
        frame.remove();
      }
      done(found);
    };
    const hear = ({ source, origin: from, data }: MessageEvent) => {
      if (source === frame.contentWindow && from === origin && data === 'otherOrigin')
        end('otherOrigin');
    };
    const wait = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => end('silent'), ms);
    };
    window.addEventListener('message', hear);
    port1.onmessage = ({ data }: MessageEvent<{ ready?: unknown; version?: unknown }>) => {
      if (data.ready !== nonce) return;
      if (data.version !== version) return end('otherVersion');
      end({
        port: port1,
        close() {
          port1.close();
          frame.remove();
        },
      });
    };
    frame.addEventListener(
      'load',
      () => {
        wait(patience.word);
        // Dropped by the browser where the frame shows anything that is not of this origin.
        frame.contentWindow?.postMessage(nonce, origin, [port2]);
      },
      { once: true },
    );
    wait(patience.load);
    document.body.append(frame);
  });
}
