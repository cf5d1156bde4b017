import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules whose answer depends on colours. All others see the same in both themes. */
const ofColours = ['color-contrast', 'link-in-text-block'];

const faults = async (page: Page, build: (axe: AxeBuilder) => AxeBuilder = (axe) => axe) => {
  // The page has no frames, so that axe need not put results of several together in a blank page.
  const axe = build(new AxeBuilder({ page })).setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};

/**
 * Looks at what is open in light and in dark: axe finds nothing, and nothing is cut off at the side. Axe goes through
 * all its rules in light, and in dark through those that depend on colours. Leaves the page light.
 */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  expect(await page.locator('iframe').count(), 'frames that axe would not see').toBe(0);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await faults(page), `${screen}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await faults(page, (axe) => axe.withRules(ofColours)), `${screen}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** Axe's faults of one part of what is open, in the theme that it has. */
export const faultsOf = (page: Page, part: string) => faults(page, (axe) => axe.include(part));
