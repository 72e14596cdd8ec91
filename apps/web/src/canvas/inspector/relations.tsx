import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { allHosted, hostOf, type Part } from '@patchbay/engine/design';
import { partPerHour } from '@patchbay/engine/rating';
import type { ReactNode } from 'react';
import { inspectorText } from '../../messages/canvas.ts';
import { commandText } from '../../messages/designer/commands.ts';
import { PartIcon } from '../marks/part-icon.tsx';
import type { CommandId } from '../commands/table/command.ts';
import { nameOf, removeParts } from '../commands/gestures.ts';
import { runCommand } from '../commands/table/commands.ts';
import { PartLink } from '../findings/message-text.tsx';
import { labelOf } from '../routing/joints.ts';
import { perform, useAnalysis, useDesigner } from '../store/designer.ts';
import { madeOf } from '../store/made-of.ts';
import { priceOrFree } from '../store/price.ts';
import pane from './pane.module.css';
import classes from './inspector.module.css';

const LISTED = 20;

function Section({ title, action, children }: { title: string; action: ReactNode; children: ReactNode }) {
  return (
    <section className={pane.section}>
      <h3>
        {title}
        {action}
      </h3>
      {children}
    </section>
  );
}

function ActionLink({ id, action, label }: { id: string; action: CommandId; label: string }) {
  const designer = useDesigner();
  return (
    <button type="button" className={classes.action} onClick={() => runCommand(designer, action, [id])}>
      {label}
    </button>
  );
}

export function HostSection({ part }: { part: Part }) {
  const { model } = useAnalysis();
  const host = hostOf(model, part);
  const { id } = part.component;
  return (
    <Section
      title={inspectorText.host}
      action={<ActionLink id={id} action="move-into" label={inspectorText.move} />}
    >
      {host ? (
        <div className={classes.line}>
          <PartLink id={host.component.id} icon plain />
          <span className={classes.end}>
            <ActionLink id={id} action="detach" label={inspectorText.detach} />
          </span>
        </div>
      ) : (
        <p className={classes.none}>{inspectorText.none}</p>
      )}
    </Section>
  );
}

export function HostedSection({ part }: { part: Part }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const { id } = part.component;
  const hosted = allHosted(model, part);
  return (
    <Section
      title={inspectorText.hosted}
      action={<ActionLink id={id} action="append" label={inspectorText.add} />}
    >
      {hosted.length === 0 && <p className={classes.none}>{inspectorText.none}</p>}
      {hosted.map((child) => (
        <div
          key={child.component.id}
          className={classes.line}
          data-inner={child.component.host !== id || undefined}
        >
          <PartLink id={child.component.id} icon plain />
          <span className={classes.end}>
            {priceOrFree(partPerHour(model, child, designer.book), designer.book.currency)}
          </span>
          <RemoveIcon
            label={inspectorText.remove(child.component.name)}
            press={() => runCommand(designer, 'remove', [child.component.id])}
          />
        </div>
      ))}
    </Section>
  );
}

/** What an abstraction comes to, counted over all copies. */
export function InsideSection({ part }: { part: Part }) {
  const { flat } = useAnalysis();
  const { id } = part.component;
  const inside = madeOf(flat, id);
  return (
    <Section
      title={inspectorText.inside}
      action={<ActionLink id={id} action="open" label={commandText.open} />}
    >
      {inside.slice(0, LISTED).map(({ type, count }) => (
        <div key={type.id} className={classes.line}>
          <PartIcon type={type} size={14} />
          <span>{type.name}</span>
          <span className={classes.end}>×{count}</span>
        </div>
      ))}
      {inside.length > LISTED && (
        <p className={classes.none}>{inspectorText.others(inside.length - LISTED)}</p>
      )}
      <ActionLink id={id} action="take-apart" label={commandText['take-apart']} />
    </Section>
  );
}

export function ConnectionsSection({ part }: { part: Part }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const { id } = part.component;
  const joins = model.joins.get(id) ?? [];
  return (
    <Section
      title={inspectorText.connections}
      action={<ActionLink id={id} action="connect" label={inspectorText.connectTo} />}
    >
      {joins.length === 0 && <p className={classes.none}>{inspectorText.none}</p>}
      {joins.map((join) => {
        const other = (join.a.component === id ? join.b : join.a).component;
        return (
          <div key={join.id} className={classes.line}>
            <span className={classes.interface}>{labelOf(model, [join])}</span>
            <PartLink id={other} plain />
            <RemoveIcon
              label={inspectorText.disconnect(nameOf(model, other))}
              press={() => perform(designer, removeParts(model, [], [join.id]))}
            />
          </div>
        );
      })}
    </Section>
  );
}

function RemoveIcon({ label, press }: { label: string; press: () => void }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={label}
      onClick={press}
      className={classes.remove}
    >
      <IconX size={14} stroke={1.5} aria-hidden />
    </ActionIcon>
  );
}
