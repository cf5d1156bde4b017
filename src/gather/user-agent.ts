/** What requests of ours say of themselves after what the SDK says, in the form of its `customUserAgent`. */
export const userAgent: [string, string][] = [
  // A script that runs from the sources was built into nothing, and has no version put in.
  ['bucketproof', typeof __VERSION__ === 'undefined' ? 'dev' : __VERSION__],
];
