/** Names in a text, each once, in their order: lists come with commas, spaces and line breaks, which no name has. */
export const splitNames = (text: string): string[] => [
  ...new Set(text.split(/[\s,;\ufeff]+/).filter((name) => name !== '')),
];

/** Whether this can be a Region, of AWS or of another store. */
export const isRegionName = (text: string): boolean => /^[a-z0-9-]{1,40}$/.test(text);

/** Whether this can be a bucket. Old ones of us-east-1 have names that today's rules forbid. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const isBucketName = (text: string): boolean => /^[A-Za-z0-9._-]{3,255}$/.test(text);
