/** The version in package.json, put in by the build. */
declare const __VERSION__: string;

/** Which sources this was built of, put in by the build; see `src/node/site/build-id.ts`. */
declare const __BUILD__: string;

/** The collector beside the page, put in by the build; null in development, where there is none. */
declare const __COLLECTOR__: { sha256: string; sizeBytes: number } | null;
