import { VisuallyHidden } from '@mantine/core';
import { ReactFlowProvider } from '@xyflow/react';
import type { ReactNode } from 'react';
import { AbstractionsContext, type AbstractionActions } from './abstractions/actions.ts';
import { SavePanel } from './abstractions/save-panel.tsx';
import { useOfferedCommands } from './commands/table/offer-commands.ts';
import { DesignerDialogs } from './dialogs/designer-dialogs.tsx';
import { ProblemsTray } from './findings/problems-tray.tsx';
import { DesignerCanvas } from './flow/designer-canvas.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { LeftPane } from './palette/left-pane.tsx';
import { DesignerContext, useSession, type Designer } from './store/designer.ts';
import classes from './designer-body.module.css';

interface DesignerBodyProps {
  readonly designer: Designer;
  readonly name: string;
  /** Renames the design; gives the sentence to show when that failed. */
  readonly onRename: (name: string) => Promise<string | null>;
  readonly abstractions: AbstractionActions;
  /** What the page puts into the frame around the designer. */
  readonly children: ReactNode;
}

/** Palette, drawing with its problems, inspector. */
export function DesignerBody(props: DesignerBodyProps) {
  const { designer, name, onRename, abstractions, children } = props;
  return (
    <DesignerContext value={designer}>
      <AbstractionsContext value={abstractions}>
        <ReactFlowProvider>
          {children}
          <VisuallyHidden component="h1">{name}</VisuallyHidden>
          <Body name={name} onRename={onRename} />
          <DesignerDialogs />
          <OfferedCommands />
          <Spoken />
        </ReactFlowProvider>
      </AbstractionsContext>
    </DesignerContext>
  );
}

function Body({ name, onRename }: Pick<DesignerBodyProps, 'name' | 'onRename'>) {
  const panels = useSession((state) => state.panels);
  const draft = useSession((state) => state.draft);
  return (
    <div className={classes.body} data-bare={!panels || undefined}>
      {panels && <LeftPane />}
      <div className={classes.centre}>
        <DesignerCanvas />
        <ProblemsTray />
      </div>
      {panels && (draft ? <SavePanel draft={draft} /> : <Inspector name={name} onRename={onRename} />)}
    </div>
  );
}

function OfferedCommands() {
  useOfferedCommands();
  return null;
}

/** Says what a gesture did, to whoever listens instead of looking. */
function Spoken() {
  const { text, nth } = useSession((state) => state.said);
  return (
    <VisuallyHidden component="div" role="status" aria-live="polite">
      <span key={nth}>{text}</span>
    </VisuallyHidden>
  );
}
