import type { RelayState } from './desk.svelte.ts';

/** What is known of a Region's relay, in a word or two and in a sentence that says what to do. */
export function stateSays(state: RelayState | undefined): { word: string; says: string } {
  switch (state?.is) {
    case undefined:
    case 'untried':
      return { word: 'Not tried', says: 'It is opened when a scan needs it.' };
    case 'opening':
      return { word: 'Opening', says: 'Its frame is being opened.' };
    case 'ready':
      return state.origins > 1
        ? { word: 'Ready', says: 'It answers by both of S3’s hosts there.' }
        : {
            word: 'Ready',
            says: 'It answers by one of S3’s two hosts there, so it is slower than it could be.',
          };
    case 'notFound':
      return {
        word: 'Not found',
        says: 'S3 answers, but there is no relay at this address that everyone may read. Store it with the lines below, or correct the address.',
      };
    case 'unreachable':
      return {
        word: 'No answer',
        says: 'Nothing answers at this address. Check the network, a proxy, or an extension that blocks frames.',
      };
    case 'otherOrigin':
      return {
        word: 'Of another page',
        says: `The relay there was made for another page than ${location.origin}. Store the one for this page.`,
      };
    case 'otherVersion':
      return {
        word: 'Of another version',
        says: 'The relay there is of another version of this page. Store the present one.',
      };
  }
}
