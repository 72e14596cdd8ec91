import { Menu } from '@mantine/core';
import { IconCalendar, IconCursorText, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { DesignRow } from '../../api/types.ts';
import { designsText } from '../../messages/designs.ts';
import { paths } from '../../paths.ts';
import { MenuAt } from '../../ui/late/menu-at.tsx';
import type { MenuPlace } from '../../ui/late/use-menu-button.ts';
import { RemoveDialog, RenameDialog } from './design-dialogs.tsx';

/** A dialog of the menu, and the design it is about. */
export interface Open {
  readonly which: 'rename' | 'remove';
  readonly design: DesignRow;
}

export function DesignDialog({ open, onClose }: { open: Open; onClose: () => void }) {
  const Dialog = open.which === 'rename' ? RenameDialog : RemoveDialog;
  return <Dialog design={open.design} onClose={onClose} />;
}

interface DesignMenuProps {
  place: MenuPlace;
  design: DesignRow;
  canChange: boolean;
  onOpen: (open: Open) => void;
}

/** What can be done with a design of the list. */
export function DesignMenu({ place, design, canChange, onOpen }: DesignMenuProps) {
  return (
    <MenuAt place={place} width={180}>
      <Menu.Item component={Link} to={paths.design(design.id)} leftSection={<IconPencil size={16} />}>
        {designsText.open}
      </Menu.Item>
      <Menu.Item component={Link} to={paths.book(design.id)} leftSection={<IconCalendar size={16} />}>
        {designsText.book}
      </Menu.Item>
      {canChange && (
        <>
          <Menu.Item
            leftSection={<IconCursorText size={16} />}
            onClick={() => onOpen({ which: 'rename', design })}
          >
            {designsText.rename}
          </Menu.Item>
          <Menu.Item
            color="var(--danger)"
            leftSection={<IconTrash size={16} />}
            onClick={() => onOpen({ which: 'remove', design })}
          >
            {designsText.remove}
          </Menu.Item>
        </>
      )}
    </MenuAt>
  );
}
