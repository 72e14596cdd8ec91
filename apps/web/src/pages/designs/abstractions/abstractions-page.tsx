import { Button } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useState } from 'react';
import { useOffered, type Offer } from '../../../api/catalog.ts';
import { useReadOnly } from '../../../api/may.ts';
import { useMe } from '../../../api/session.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { Loaded } from '../../../frame/states/loaded.tsx';
import { designsText } from '../../../messages/designs.ts';
import { abstractionsText } from '../../../messages/designer/library.ts';
import { frameText } from '../../../messages/frame.ts';
import { paths } from '../../../paths.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { AbstractionCard } from './abstraction-card.tsx';
import { AbstractionDialog, type OpenDialog } from './abstraction-dialogs.tsx';
import home from '../home.module.css';
import classes from './abstractions.module.css';

/** What the account has saved to be used again. */
export function AbstractionsPage() {
  const { account } = useMe();
  const canChange = useReadOnly() === null;
  const offered = useOffered();
  return (
    <>
      <Crumbs
        items={[
          { label: account?.name ?? frameText.product },
          { label: designsText.crumb, to: paths.designs() },
          { label: abstractionsText.crumb },
        ]}
      />
      <Loaded source={offered} shape="cards">
        {(offer) => <Abstractions offer={offer} canChange={canChange} />}
      </Loaded>
    </>
  );
}

function Abstractions({ offer, canChange }: { offer: Offer; canChange: boolean }) {
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const all = offer.library.abstractions;
  return (
    <div className={home.page}>
      <header>
        <h1 tabIndex={-1}>{abstractionsText.crumb}</h1>
        <p>{abstractionsText.lead}</p>
      </header>
      {all.length === 0 ? (
        <EmptyState
          level={2}
          icon={<IconStack2 size={24} stroke={1.5} aria-hidden />}
          title={abstractionsText.none}
          text={abstractionsText.noneText}
        >
          <Button component={Link} to={paths.designs()} variant="default">
            {abstractionsText.toDesigns}
          </Button>
        </EmptyState>
      ) : (
        <div className={`${home.cards} ${classes.cards}`}>
          {all.map((abstraction) => (
            <AbstractionCard
              key={abstraction.id}
              abstraction={abstraction}
              offer={offer}
              canChange={canChange}
              onOpen={setOpen}
            />
          ))}
        </div>
      )}
      {open && <AbstractionDialog open={open} onClose={() => setOpen(null)} />}
    </div>
  );
}
