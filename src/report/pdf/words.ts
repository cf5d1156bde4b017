/** Characters that show nothing, or that turn the text around them. A name that has them must not hide them. */
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]|[\ud800-\udfff]/gu;

/** A text as reports show it: on one line, and with every invisible character written out as `[U+202E]`. */
export const visible = (text: string): string =>
  plainAscii.test(text)
    ? text
    : text
        .replace(/[\t\n\r]+/g, ' ')
        .replace(
          unseen,
          (found) =>
            `[U+${(found.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`,
        );

const plainAscii = /^[ -~]*$/;

/** A character with the marks that sit on it. */
const clusters = /[\s\S]\p{M}*(?:\u200d[\s\S]\p{M}*)*/gu;

export const clustersOf = (text: string): string[] => text.match(clusters) ?? [];

const wide =
  /[\u2e80-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;

/** Scripts that break lines between any two characters. */
export const isWide = (cluster: string) => wide.test(cluster);

/** Signs that must not begin a line. */
const closing = /^[、。，．・：；？！」』）］｝〉》】〕ー々ゃゅょっャュョッ)\].,;:!?%]/u;
export const mayNotBegin = (cluster: string) => closing.test(cluster);

const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
export const isRightToLeft = (text: string) => rightToLeft.test(text);

/** Places within a long name where a line may break: after these signs. */
export const softBreaks = /(?<=[/:\-_.,=@|&?;])/u;
