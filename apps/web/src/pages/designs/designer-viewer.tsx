import { VisuallyHidden } from '@mantine/core';
import type { Catalog } from '@patchbay/catalog';
import type { PriceBook } from '@patchbay/engine/rating';
import { useReadOnly } from '../../api/may.ts';
import { useMe } from '../../api/session.ts';
import type { Design } from '../../api/types.ts';
import { DesignDrawing } from '../../canvas/index.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { topText } from '../../messages/canvas.ts';
import { paths } from '../../paths.ts';
import classes from './designer.module.css';

/** The same drawing for who may look but not change: no tools that would be refused. */
export function DesignerViewer({
  design,
  catalog,
  book,
}: {
  design: Design;
  catalog: Catalog;
  book: PriceBook;
}) {
  const account = useMe().account?.name ?? '';
  return (
    <div className={classes.viewer}>
      <Crumbs
        items={[{ label: account }, { label: topText.designs, to: paths.designs() }, { label: design.name }]}
      />
      <VisuallyHidden component="h1">{design.name}</VisuallyHidden>
      <p className={classes.readOnly}>{useReadOnly()}</p>
      <DesignDrawing document={design.document} catalog={catalog} book={book} />
    </div>
  );
}
