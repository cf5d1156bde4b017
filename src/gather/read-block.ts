import type { PublicAccessBlock } from '../model/facts.ts';

interface Configuration {
  BlockPublicAcls?: boolean | undefined;
  IgnorePublicAcls?: boolean | undefined;
  BlockPublicPolicy?: boolean | undefined;
  RestrictPublicBuckets?: boolean | undefined;
}

/** The four switches; one that the answer leaves out is off. */
export const readBlock = (configuration: Configuration | undefined): PublicAccessBlock => ({
  blockPublicAcls: configuration?.BlockPublicAcls ?? false,
  ignorePublicAcls: configuration?.IgnorePublicAcls ?? false,
  blockPublicPolicy: configuration?.BlockPublicPolicy ?? false,
  restrictPublicBuckets: configuration?.RestrictPublicBuckets ?? false,
});
