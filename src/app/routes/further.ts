import type { FurtherService } from '../../gather/gatherer.ts';
import type { MoreClients } from '../../gather/clients.ts';
import type * as Part from './further-part.ts';

let loaded: typeof Part | null = null;

/** The part that asks services beside S3. Rejects where it could not be loaded. */
export async function furtherPart(): Promise<typeof Part> {
  return (loaded ??= await import('./further-part.ts'));
}

const services = [
  ...(['backup', 'cloudtrail', 'cloudwatch', 'config', 'events'] as const),
  ...(['kms', 'logs', 'macie2', 'sns'] as const),
] as const;

/** Clients with those of the services beside S3, once their part is loaded. */
export function withFurther(more: MoreClients): MoreClients {
  const clients: MoreClients = Object.create(null) as MoreClients;
  const add = (service: FurtherService, get: () => MoreClients[FurtherService]) =>
    Object.defineProperty(clients, service, { get, enumerable: true });
  add('iam', () => more.iam);
  // AWS Config is asked for its records too, which takes no other part than its own.
  for (const service of services)
    add(service, () => more[service] ?? loaded?.furtherClients[service]);
  return clients;
}
