/** What may stand in a reference policy for what differs from bucket to bucket. */
export const placeholders = ['account', 'bucket', 'partition', 'region'] as const;

const inBraces = /\{\{([^{}]*)\}\}/g;

/** The first name in double braces that is no placeholder; null where all are. */
export const strangePlaceholder = (text: string): string | null =>
  [...text.matchAll(inBraces)]
    .map(([, name]) => (name ?? '').trim())
    .find((name) => !placeholders.includes(name as never)) ?? null;

/** The reference as it is for one bucket. Values are written as JSON writes them within a text. */
export const referenceFor = (
  text: string,
  values: Readonly<Record<(typeof placeholders)[number], string>>,
): string =>
  text.replace(inBraces, (whole, name: string) => {
    const wanted = placeholders.find((one) => one === name.trim());
    return wanted ? JSON.stringify(values[wanted]).slice(1, -1) : whole;
  });
