import { useId, useState } from 'react';

/** Where a menu opens, and whether it is open. */
export interface MenuPlace {
  readonly id: string;
  readonly button: HTMLElement;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

/**
 * A button whose menu (`MenuAt`) may come after it. `ready` says whether it has, `ask` makes it come: when the pointer or
 * the focus reaches the button, so that it is there when it is pressed.
 */
export function useMenuButton(ready: boolean, ask: () => void) {
  const id = useId();
  const [button, setButton] = useState<HTMLElement | null>(null);
  const [wanted, want] = useState(false);
  const opened = wanted && ready;
  const place: MenuPlace | null = button && ready ? { id, button, opened, onChange: want } : null;
  return {
    place,
    button: {
      ref: setButton,
      id,
      'aria-haspopup': 'menu',
      'aria-expanded': opened,
      'aria-controls': opened ? `${id}-dropdown` : undefined,
      onPointerEnter: ask,
      onFocus: ask,
      onClick: () => {
        ask();
        want(!opened);
      },
    },
  } as const;
}
