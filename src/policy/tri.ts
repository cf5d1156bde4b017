/** True, false, or null where that cannot be told. */
export type Tri = boolean | null;

export const not = (one: Tri): Tri => (one === null ? null : !one);
