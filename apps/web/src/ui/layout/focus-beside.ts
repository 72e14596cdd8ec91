/**
 * The row of a list that a control is in is about to go: the first field of the row after it takes the focus, or of the one
 * before, or else what the heading of the list offers.
 */
export function focusBeside(control: HTMLElement): void {
  const row = control.closest('li');
  const beside = row?.nextElementSibling ?? row?.previousElementSibling;
  const section = control.closest('section');
  // Once it is gone: what the heading offers may be there only then.
  requestAnimationFrame(() => {
    const field = beside?.querySelector<HTMLElement>('input');
    (field ?? section?.querySelector<HTMLElement>('h3 button:not(:disabled)'))?.focus();
  });
}
