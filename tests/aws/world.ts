import type { Account, Bucket } from './accounts/account.ts';
import type { Answer } from './answer.ts';
import type { AwsRequest } from './request.ts';

/** What the front was told of the accounts beyond what moto can hold. */
export interface World {
  add(account: Account): void;
  account(id: string): Account | undefined;
  accounts(): Account[];
  find(bucket: string): { bucket: Bucket; account: Account } | undefined;
  clear(): void;
}

export function emptyWorld(): World {
  const accounts = new Map<string, Account>();
  const buckets = new Map<string, { bucket: Bucket; account: Account }>();
  return {
    add(account) {
      accounts.set(account.id, account);
      for (const bucket of account.buckets) buckets.set(bucket.name, { bucket, account });
    },
    account: (id) => accounts.get(id),
    accounts: () => [...accounts.values()],
    find: (name) => buckets.get(name),
    clear() {
      accounts.clear();
      buckets.clear();
    },
  };
}

/** An answer that stands in for the account's own; it may look at the request. */
type Stand = Answer | ((request: AwsRequest) => Answer);

/**
 * Answers by service, operation and resource (a bucket, an access point, an account id), for what
 * moto loses or lacks. The resource `*` stands for any.
 */
export interface Overlay {
  set(service: string, operation: string, resource: string, answer: Stand): void;
  delete(service: string, operation: string, resource: string): void;
  get(request: AwsRequest, resource: string): Answer | undefined;
  clear(): void;
}

export function emptyOverlay(): Overlay {
  const stands = new Map<string, Stand>();
  const key = (...names: string[]): string => names.join(' ');
  return {
    set: (service, operation, resource, answer) =>
      void stands.set(key(service, operation, resource), answer),
    delete: (service, operation, resource) => void stands.delete(key(service, operation, resource)),
    get(request, resource) {
      const names = [request.service.name, request.operation ?? ''] as const;
      const stand = stands.get(key(...names, resource)) ?? stands.get(key(...names, '*'));
      return typeof stand === 'function' ? stand(request) : stand;
    },
    clear: () => stands.clear(),
  };
}
