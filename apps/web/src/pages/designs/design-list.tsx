import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Offer } from '../../api/catalog.ts';
import type { DesignRow } from '../../api/types.ts';
import { DesignThumbnail, designTotals } from '../../canvas/picture.ts';
import { designsText } from '../../messages/designs.ts';
import { paths } from '../../paths.ts';
import { cell, sign } from '../../ui/format/money.ts';
import { dayClock, viewerZone } from '../../ui/format/time.ts';
import { CutCell } from '../../ui/data/cut-cell.tsx';
import table from '../../ui/data/table.module.css';
import { useLate } from '../../ui/late/use-late.ts';
import { useMenuButton } from '../../ui/late/use-menu-button.ts';
import type { Open } from './design-actions.tsx';
import classes from './home.module.css';

/** The menus of the lines and what they open come together, when one of them is reached for. */
const loadActions = () => import('./design-actions.tsx');
type Actions = Awaited<ReturnType<typeof loadActions>>;

export function DesignList(props: { designs: readonly DesignRow[]; offer: Offer; canChange: boolean }) {
  const { designs, offer, canChange } = props;
  const [open, setOpen] = useState<Open | null>(null);
  const [actions, ask] = useLate(loadActions);
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
                <VisuallyHidden>{designsText.actions}</VisuallyHidden>
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
                actions={actions}
                onReach={ask}
                onOpen={setOpen}
              />
            ))}
          </tbody>
        </table>
      </div>
      {open && actions && <actions.DesignDialog open={open} onClose={() => setOpen(null)} />}
    </>
  );
}

interface DesignLineProps {
  design: DesignRow;
  offer: Offer;
  canChange: boolean;
  actions: Actions | null;
  onReach: () => void;
  onOpen: (open: Open) => void;
}

function DesignLine(props: DesignLineProps) {
  const { design, offer, canChange, actions, onOpen } = props;
  const { place, button } = useMenuButton(actions !== null, props.onReach);
  const totals = designTotals(design.document, offer.catalog, offer.book);
  return (
    <tr>
      <CutCell>
        <Link to={paths.design(design.id)} className={classes.designLink} title={design.name}>
          <span className={classes.small} aria-hidden>
            <DesignThumbnail document={design.document} catalog={offer.catalog} />
          </span>
          <strong>{design.name}</strong>
        </Link>
        <span className={classes.revision}>{designsText.revision(design.revision)}</span>
      </CutCell>
      <td className={table.num}>{design.parts}</td>
      <td className={table.quiet}>
        <time dateTime={design.savedAt}>{dayClock(design.savedAt, viewerZone())}</time>
      </td>
      <td className={table.num}>
        <strong>{cell(totals.perHourMicros)}</strong>
      </td>
      <td className={table.num}>
        <ActionIcon aria-label={designsText.more(design.name)} {...button}>
          <IconDots size={16} />
        </ActionIcon>
        {actions && place && (
          <actions.DesignMenu place={place} design={design} canChange={canChange} onOpen={onOpen} />
        )}
      </td>
    </tr>
  );
}
