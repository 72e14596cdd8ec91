import { Button } from '@mantine/core';
import type { Catalog } from '@patchbay/catalog';
import type { Finding } from '@patchbay/engine/constraints';
import type { PriceBook } from '@patchbay/engine/rating';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Design } from '../../api/types.ts';
import { DesignThumbnail, designTotals } from '../../canvas/picture.ts';
import { bookText } from '../../messages/book.ts';
import { designsText } from '../../messages/designs.ts';
import { paths } from '../../paths.ts';
import { Fact, Facts } from '../../ui/data/facts.tsx';
import { perHour } from '../../ui/format/money.ts';
import { gibibytes, mebibytes } from '../../ui/format/quantity.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { region } from '../../ui/layout/region.ts';
import classes from './book.module.css';

interface WhatPaneProps {
  design: Design;
  catalog: Catalog;
  book: PriceBook;
  stopping: readonly Finding[];
  /** Where it is to run. */
  children: ReactNode;
}

/** The design that is to be booked, with what it amounts to. */
export function WhatPane({ design, catalog, book, stopping, children }: WhatPaneProps) {
  const totals = designTotals(design.document, catalog, book);
  return (
    <section {...region} className={classes.left} aria-labelledby="what">
      <div className={classes.paneHead}>
        <h2 id="what">{bookText.what}</h2>
        <Button component={Link} to={paths.design(design.id)} variant="subtle" color="gray" size="xs">
          {bookText.change}
        </Button>
      </div>
      <div className={classes.whatCard}>
        <div className={classes.picture} role="img" aria-label={bookText.thumbnail(design.name)}>
          <DesignThumbnail document={design.document} catalog={catalog} />
        </div>
        <div className={classes.whatText}>
          <div className={classes.whatName}>
            <strong>{design.name}</strong>
            <span className={classes.tag}>{designsText.revision(design.revision)}</span>
          </div>
          {stopping.length === 0 ? (
            <StateGlyph state="done" word={bookText.bookable} />
          ) : (
            <StateGlyph state="blocker" word={bookText.problems(stopping.length)} />
          )}
          <Facts apart className={classes.facts}>
            <Fact label={bookText.machines}>{totals.machines}</Fact>
            <Fact label={bookText.vcpu}>{totals.vcpu}</Fact>
            <Fact label={bookText.memory}>{mebibytes(totals.memoryMiB)}</Fact>
            <Fact label={bookText.storage}>{gibibytes(totals.diskGiB)}</Fact>
            <Fact label={bookText.partsLabel}>{totals.components}</Fact>
            <Fact label={bookText.price}>{perHour(totals.perHourMicros, totals.currency)}</Fact>
          </Facts>
        </div>
      </div>
      {children}
    </section>
  );
}
