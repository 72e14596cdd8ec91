import { Menu } from '@mantine/core';
import { useDeferredValue, useImperativeHandle, type ReactNode, type Ref } from 'react';
import type { MenuPlace } from './use-menu-button.ts';

/** A menu at a button that was there before it. */
export function MenuAt({ place, width, children }: { place: MenuPlace; width: number; children: ReactNode }) {
  // Mantine remembers what had the focus when a menu turns from closed to open, to give it back.
  const turned = useDeferredValue(place.opened, false);
  return (
    <Menu
      id={place.id}
      opened={place.opened && turned}
      onChange={place.onChange}
      position="bottom-end"
      width={width}
    >
      <Menu.Target>
        <Stand element={place.button} />
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

/** Stands for an element that is drawn elsewhere. */
function Stand({ element, ref }: { element: HTMLElement; ref?: Ref<HTMLElement> }) {
  useImperativeHandle(ref, () => element, [element]);
  return null;
}
