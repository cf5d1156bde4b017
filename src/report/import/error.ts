/** A file that cannot be opened. The message is for the user: what is wrong, where in the file, and what to do. */
export class ImportError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImportError';
  }
}

/** What to do about a file whose contents are not as this tool writes them. */
export const makeAgain = 'Make the file again with the collector, or export it again.';
