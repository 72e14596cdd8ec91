import { Button, Modal } from '@mantine/core';
import { useMemo } from 'react';
import { addAbstraction, applyEdit, EMPTY_DESIGN, type DesignDocument } from '@patchbay/engine/design';
import type { Abstraction, Catalog } from '@patchbay/catalog';
import { canvasText, dialogText } from '../../messages/canvas.ts';
import { DesignDrawing } from '../drawing/design-drawing.tsx';
import { useAnalysis, useDesigner } from '../store/designer.ts';
import { runCommand } from '../commands/table/commands.ts';
import classes from './dialogs.module.css';

/** What an abstraction is made of, to look at; taking it apart makes its parts one's own. */
export function InsideDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const { catalog, book } = designer;
  const part = model.byId.get(id);
  const abstraction = catalog.abstractions.find((one) => one.id === part?.type.id);
  const inside = useMemo(() => abstraction && insideOf(abstraction, catalog), [abstraction, catalog]);
  if (!part || !abstraction || !inside) return null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        part.component.name === abstraction.name
          ? abstraction.name
          : `${part.component.name}: ${abstraction.name}`
      }
      returnFocus={false}
      size={1080}
      padding={0}
      classNames={{ header: classes.header }}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': dialogText.close }}
    >
      <p className={classes.insideSummary}>{abstraction.summary}</p>
      <DesignDrawing document={inside} catalog={catalog} book={book} height={520} />
      <div className={classes.insideEnd}>
        <span className={classes.insideNote}>{canvasText.insideNote}</span>
        <Button
          variant="default"
          onClick={() => {
            onClose();
            runCommand(designer, 'take-apart', [id]);
          }}
        >
          {dialogText.takeApart}
        </Button>
      </div>
    </Modal>
  );
}

function insideOf(abstraction: Abstraction, catalog: Catalog): DesignDocument {
  let n = 0;
  const edit = addAbstraction(abstraction, catalog, () => `inside${(n += 1)}`, { x: 0, y: 0 });
  return applyEdit(EMPTY_DESIGN, edit);
}
