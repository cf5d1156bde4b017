/** What asks services beside S3, with their clients. Loaded only for a scan. */
export { furtherClients } from '../../gather/further-clients.ts';
export { furtherGatherers } from '../../gather/further.ts';
