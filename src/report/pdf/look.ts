import type { Severity, VerdictWord } from '../../model/check.ts';

/** The light theme's tokens, as on screen. */
export const colour = {
  surface: '#f6f7f9',
  line: '#dfe3e8',
  text: '#16202c',
  muted: '#5a6775',
  accent: '#1d5bb8',
} as const;

/** Ink and ground of each verdict. */
export const verdictColour: Readonly<Record<VerdictWord, { ink: string; ground: string }>> = {
  pass: { ink: '#17663a', ground: '#e6f4ea' },
  fail: { ink: '#a3161a', ground: '#fdeaea' },
  notAssessed: { ink: '#6b4b00', ground: '#fff4d6' },
  notApplicable: { ink: '#5a6775', ground: '#f0f2f5' },
};

export const severityColour: Readonly<Record<Severity, { ink: string; ground: string }>> = {
  critical: { ink: '#ffffff', ground: '#8a0f2b' },
  high: { ink: '#a3161a', ground: '#fdeaea' },
  medium: { ink: '#8a4400', ground: '#fff0df' },
  low: { ink: '#5f5600', ground: '#fbf6cf' },
  info: { ink: '#1b4f8f', ground: '#e8f0fb' },
};

export const severityTitle: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
};

/** A4 in points, with the area that text may fill. Header and footer stand outside it. */
export const page = {
  width: 595.28,
  height: 841.89,
  left: 50,
  right: 545.28,
  top: 66,
  bottom: 778,
};
export const textWidth = page.right - page.left;

/** Sizes of type in points. */
export const size = {
  title: 27,
  h1: 18,
  h2: 12,
  h3: 10.5,
  body: 9.5,
  small: 8.25,
  tiny: 7.25,
} as const;

/** Distance of baselines as a multiple of the size. */
export const leading = 1.42;
