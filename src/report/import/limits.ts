/** How much a file may ask of the machine that opens it. */
export interface ImportLimits {
  /** Bytes of the file as it comes. */
  fileBytes: number;
  /** Bytes after unzipping. */
  textBytes: number;
  /** Objects and lists within each other. A snapshot needs ten. */
  depth: number;
  /** Characters of one text. A bucket policy has 20,480 bytes at most. */
  textLength: number;
}

export const importLimits: ImportLimits = {
  fileBytes: 200 * 1024 ** 2,
  textBytes: 1024 ** 3,
  depth: 32,
  textLength: 1_000_000,
};

/** A number of bytes as a person says it: "200 MB", "1 GB". */
export const sizeInWords = (bytes: number): string =>
  bytes >= 1024 ** 3
    ? `${round(bytes / 1024 ** 3)} GB`
    : bytes >= 1024 ** 2
      ? `${round(bytes / 1024 ** 2)} MB`
      : bytes >= 1024
        ? `${round(bytes / 1024)} kB`
        : `${bytes} bytes`;

const round = (value: number) => Math.round(value * 10) / 10;
