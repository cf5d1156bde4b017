/** The version in package.json, put in by the build. */
declare const __VERSION__: string;

/** Which sources this was built of, put in by the build; see `src/node/site/build-id.ts`. */
declare const __BUILD__: string;
