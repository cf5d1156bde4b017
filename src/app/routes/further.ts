import type { FurtherService } from '../../gather/gatherer.ts';
import type { MoreClients } from '../../gather/clients.ts';
import type * as Part from './further-part.ts';

let loaded: typeof Part | null = null;

/** The part that asks services beside S3. Rejects where it could not be loaded. */
export async function furtherPart(): Promise<typeof Part> {
  return (loaded ??= await import('./further-part.ts'));
}

const services = ['backup', 'cloudtrail', 'cloudwatch', 'events', 'kms', 'logs', 'sns'] as const;

/** Clients with those of the services beside S3, once their part is loaded. */
export function withFurther(more: MoreClients): MoreClients {
  const clients: MoreClients = Object.create(null) as MoreClients;
  const add = (service: FurtherService, get: () => MoreClients[FurtherService]) =>
    Object.defineProperty(clients, service, { get, enumerable: true });
  for (const service of ['iam', 'config'] as const) add(service, () => more[service]);
  for (const service of services) add(service, () => loaded?.furtherClients[service]);
  return clients;
}
