import { motoCommand } from '../../tests/aws/moto-install.ts';
import { installTools, thisMachine, type Tools } from './tools/install.ts';

/**
 * Finds or installs what the tests run besides Node's own packages: Chromium, poppler's `pdftotext` and moto.
 * Downloads stay below `node_modules/.cache`; as root on Debian it uses the system's packages instead.
 * Rejects with a sentence that says what is missing and how to get it.
 */
export const setup = (): Promise<Tools> => installTools(thisMachine(motoCommand));
