import { Anchor, Breadcrumbs, Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { addAbstraction, applyEdit, EMPTY_DESIGN, type DesignDocument } from '@patchbay/engine/design';
import type { Abstraction, Catalog } from '@patchbay/catalog';
import { canvasText, dialogText } from '../../messages/canvas.ts';
import { originOf, useAbstractions } from '../abstractions/actions.ts';
import { savedAs } from '../abstractions/library.ts';
import { DesignDrawing } from '../drawing/design-drawing.tsx';
import { useAnalysis, useDesigner } from '../store/designer.ts';
import { runCommand } from '../commands/table/commands.ts';
import classes from './dialogs.module.css';

interface Level {
  readonly name: string;
  readonly abstraction: Abstraction;
}

/** What an abstraction is made of, to look at, and what is in that; taking it apart makes its parts one's own. */
export function InsideDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const actions = useAbstractions();
  const { catalog, book } = designer;
  const component = model.document.components[id];
  const top = component && levelOf(catalog, component);
  const [deeper, setDeeper] = useState<readonly Level[]>([]);
  const levels = top ? [top, ...deeper] : [];
  const shown = levels.at(-1);
  const inside = useMemo(() => shown && insideOf(shown.abstraction, catalog), [shown, catalog]);
  if (!component || !top || !shown || !inside) return null;
  const saved = savedAs(designer.library.getState(), shown.abstraction.id);
  const origin = saved && originOf(actions, saved.abstraction, shown.abstraction.id);
  const open = (part: string) => {
    const inner = inside.components[part];
    const level = inner && levelOf(catalog, inner);
    if (level) setDeeper([...deeper, level]);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        component.name === top.abstraction.name
          ? component.name
          : `${component.name}: ${top.abstraction.name}`
      }
      returnFocus={false}
      size={1080}
      padding={0}
      classNames={{ header: classes.header }}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': dialogText.close }}
    >
      {deeper.length > 0 && <Trail levels={levels} onGo={(n) => setDeeper(deeper.slice(0, n))} />}
      <p className={classes.insideSummary}>{shown.abstraction.summary}</p>
      <DesignDrawing
        key={levels.length}
        document={inside}
        catalog={catalog}
        book={book}
        height={520}
        onSelect={open}
      />
      <div className={classes.insideEnd}>
        <span className={classes.insideNote}>{canvasText.insideNote}</span>
        {origin && (
          <Button variant="default" component={Link} to={origin.to}>
            {origin.label}
          </Button>
        )}
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

/** The way in, each step to go back to. */
function Trail({ levels, onGo }: { levels: readonly Level[]; onGo: (level: number) => void }) {
  return (
    <Breadcrumbs className={classes.trail} separatorMargin={6}>
      {levels.map(({ name, abstraction }, n) =>
        n === levels.length - 1 ? (
          <span key={n} aria-current="page">
            {name}
          </span>
        ) : (
          <Anchor
            key={`${n} ${abstraction.id}`}
            component="button"
            type="button"
            size="sm"
            onClick={() => onGo(n)}
          >
            {name}
          </Anchor>
        ),
      )}
    </Breadcrumbs>
  );
}

function levelOf(catalog: Catalog, { type, name }: { type: string; name: string }): Level | undefined {
  const abstraction = catalog.abstractions.find((one) => one.id === type);
  return abstraction && { name, abstraction };
}

function insideOf(abstraction: Abstraction, catalog: Catalog): DesignDocument {
  let n = 0;
  const edit = addAbstraction(abstraction, catalog, () => `inside${(n += 1)}`, { x: 0, y: 0 });
  return applyEdit(EMPTY_DESIGN, edit);
}
