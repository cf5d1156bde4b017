import type { Unread } from './evidence.ts';

/**
 * The IAM actions that would answer what could not be read. None answers what a browser withholds, or what AWS Config
 * does not record; but where AWS Config itself refused, leave to ask it does.
 */
export const openersOf = ({
  gap,
  actions,
  tried,
}: Pick<Unread, 'gap' | 'actions' | 'tried'>): readonly string[] => {
  if (gap !== 'blocked' && gap !== 'unrecorded') return actions;
  const refused = tried.some((one) => one.route === 'config' && one.gap === 'denied');
  return refused ? actions.filter((action) => action.startsWith('config:')) : [];
};
