import { ActionIcon, Menu } from '@mantine/core';
import { IconCalendar, IconCursorText, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Offer } from '../../api/catalog.ts';
import type { DesignRow } from '../../api/types.ts';
import { DesignThumbnail, designTotals } from '../../canvas/picture.ts';
import { designsText } from '../../messages/designs.ts';
import { paths } from '../../paths.ts';
import { cell, sign } from '../../ui/format/money.ts';
import { dayClock, viewerZone } from '../../ui/format/time.ts';
import table from '../../ui/data/table.module.css';
import { RemoveDialog, RenameDialog } from './design-dialogs.tsx';
import classes from './home.module.css';

type Open = { which: 'rename' | 'remove'; design: DesignRow } | null;

export function DesignList(props: { designs: readonly DesignRow[]; offer: Offer; canChange: boolean }) {
  const { designs, offer, canChange } = props;
  const [open, setOpen] = useState<Open>(null);
  return (
    <>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{designsText.name}</th>
              <th scope="col" className={table.num}>
                {designsText.parts}
              </th>
              <th scope="col">{designsText.saved}</th>
              <th scope="col" className={table.num}>
                {`${designsText.price}, ${sign(offer.book.currency)}`}
              </th>
              <th scope="col">
                <span className={table.hidden}>{designsText.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {designs.map((design) => (
              <DesignLine
                key={design.id}
                design={design}
                offer={offer}
                canChange={canChange}
                onOpen={setOpen}
              />
            ))}
          </tbody>
        </table>
      </div>
      {open?.which === 'rename' && <RenameDialog design={open.design} onClose={() => setOpen(null)} />}
      {open?.which === 'remove' && <RemoveDialog design={open.design} onClose={() => setOpen(null)} />}
    </>
  );
}

function DesignLine(props: {
  design: DesignRow;
  offer: Offer;
  canChange: boolean;
  onOpen: (open: Open) => void;
}) {
  const { design, offer, canChange, onOpen } = props;
  const totals = designTotals(design.document, offer.catalog, offer.book);
  return (
    <tr>
      <td>
        <Link to={paths.design(design.id)} className={classes.designLink}>
          <span className={classes.small} aria-hidden>
            <DesignThumbnail document={design.document} catalog={offer.catalog} />
          </span>
          <strong>{design.name}</strong>
        </Link>
        <span className={classes.revision}>{designsText.revision(design.revision)}</span>
      </td>
      <td className={table.num}>{design.parts}</td>
      <td className={table.quiet}>
        <time dateTime={design.savedAt}>{dayClock(design.savedAt, viewerZone())}</time>
      </td>
      <td className={table.num}>
        <strong>{cell(totals.perHourMicros)}</strong>
      </td>
      <td className={table.num}>
        <DesignMenu design={design} canChange={canChange} onOpen={onOpen} />
      </td>
    </tr>
  );
}

function DesignMenu(props: { design: DesignRow; canChange: boolean; onOpen: (open: Open) => void }) {
  const { design, canChange, onOpen } = props;
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon aria-label={designsText.more(design.name)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  );
}
