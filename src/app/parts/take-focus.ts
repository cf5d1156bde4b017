/**
 * An attachment for what takes the place of the control that was just used, so that the keyboard does not fall back
 * to the top of the page. With `when` false it does nothing.
 */
export const takeFocus =
  (when = true) =>
  (node: HTMLElement): void => {
    if (when) node.focus();
  };
