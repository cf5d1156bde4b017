import type { ReportInput } from '../../report/input.ts';
import { makePdf } from '../../report/pdf/report.ts';
import { Sentence, serve } from '../engine/rpc.ts';

const madeBy = { name: 'Bucketproof', version: __VERSION__, build: __BUILD__ };

/** Makes one PDF and is then ended by the page. The report's data comes straight from the engine, over the port. */
serve(self as never, {
  async make(base: string, port: MessagePort, tell: (share: number) => void): Promise<Blob> {
    const input = await new Promise<ReportInput>((done) => {
      port.onmessage = ({ data }: MessageEvent<ReportInput>) => done(data);
    });
    const parts = await makePdf(
      { ...input, madeBy },
      {
        onProgress: tell,
        async loadFont(file) {
          const answer = await fetch(new URL(`fonts/${file}`, base)).catch(() => null);
          if (!answer?.ok)
            throw new Sentence(
              'A font of the report could not be loaded. Check the network and try again.',
            );
          return answer.arrayBuffer();
        },
      },
    );
    return new Blob(parts as BlobPart[], { type: 'application/pdf' });
  },
});
