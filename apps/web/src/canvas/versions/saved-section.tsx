import { ActionIcon, Button, VisuallyHidden } from '@mantine/core';
import type { Property } from '@patchbay/catalog';
import type { Component, Part } from '@patchbay/engine/design';
import { IconArrowBackUp, IconArrowUp } from '@tabler/icons-react';
import { useState, type ComponentType } from 'react';
import { Link } from 'react-router';
import { savedText, updateText } from '../../messages/designer/versions.ts';
import { takeLostFocus } from '../../ui/layout/take-lost-focus.ts';
import { applySettled, useDesigner } from '../store/designer.ts';
import { say } from '../store/session-store.ts';
import { originOf, useAbstractions, type Usage } from '../abstractions/actions.ts';
import { savedAs, type SavedAbstraction } from '../abstractions/library.ts';
import { valueText } from '../../ui/format/value-text.ts';
import pane from '../inspector/pane.module.css';
import classes from './saved-section.module.css';
import inspector from '../inspector/inspector.module.css';

interface ParametersProps {
  readonly part: Part;
  /** The field of one parameter. */
  readonly Field: ComponentType<{ part: Part; property: Property }>;
}

/** What can be chosen of an abstraction; what is chosen here is marked, and can be set back. */
export function ParametersSection({ part, Field }: ParametersProps) {
  const designer = useDesigner();
  const { component, type } = part;
  if (type.properties.length === 0) return null;
  const isChosen = ({ name }: Property) => Object.hasOwn(component.properties, name);
  const keep = (properties: Component['properties'], said: string) => {
    const { id, name } = component;
    applySettled(designer, { do: 'change-type', id, type: component.type, name, properties });
    say(designer.session, said);
  };
  return (
    <section className={pane.section} aria-label={savedText.parameters}>
      <h3>
        {savedText.parameters}
        {type.properties.some(isChosen) && (
          <button
            type="button"
            className={inspector.action}
            onClick={({ currentTarget }) => {
              focusField(currentTarget.closest('section'));
              keep({}, savedText.resetAll);
            }}
          >
            {savedText.resetAll}
          </button>
        )}
      </h3>
      {type.properties.map((property) => (
        <div key={property.name} className={classes.chosen} data-chosen={isChosen(property) || undefined}>
          {isChosen(property) && (
            <span className={classes.mark} title={savedText.chosen(property.label)}>
              <VisuallyHidden>{savedText.chosen(property.label)}</VisuallyHidden>
            </span>
          )}
          <Field part={part} property={property} />
          {isChosen(property) && (
            <ActionIcon
              size={24}
              variant="subtle"
              color="gray"
              className={classes.reset}
              aria-label={savedText.reset(property.label, valueText(property, property.default))}
              onClick={({ currentTarget }) => {
                focusField(currentTarget.parentElement);
                const { [property.name]: _, ...rest } = component.properties;
                keep(rest, savedText.wasReset(property.label));
              }}
            >
              <IconArrowBackUp size={14} stroke={1.5} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
    </section>
  );
}

/** What sets a field back goes once that is done: the field has the focus then. */
function focusField(within: Element | null): void {
  within?.querySelector('input')?.focus();
}

/** Where an abstraction comes from: its version, its source, and where else it is used. */
export function SavedSection({ part }: { part: Part }) {
  const { library, session } = useDesigner();
  const actions = useAbstractions();
  const found = savedAs(library.getState(), part.type.id);
  if (!found) return null;
  const { abstraction, version, newest } = found;
  const origin = originOf(actions, abstraction, part.type.id);
  return (
    <section className={pane.section} aria-label={savedText.from}>
      <h3>
        {savedText.from}
        <Link to={origin.to} className={inspector.action}>
          {origin.label}
        </Link>
      </h3>
      <div className={inspector.field}>
        <span className={pane.small}>{savedText.version}</span>
        <span className={classes.version}>
          <code>{version.semver}</code>
          {version !== newest && (
            <Button
              size="compact-xs"
              variant="light"
              leftSection={<IconArrowUp size={14} stroke={1.5} aria-hidden />}
              onClick={() => session.setState({ dialog: { show: 'update', id: part.component.id } })}
            >
              {updateText.available(newest.semver)}
            </Button>
          )}
        </span>
      </div>
      {abstraction.sourceDesignId !== null && <Usages abstraction={abstraction} />}
    </section>
  );
}

function Usages({ abstraction }: { abstraction: SavedAbstraction }) {
  const { usages, designPath } = useAbstractions();
  const [found, setFound] = useState<Awaited<ReturnType<typeof usages>> | null>(null);
  if (found === null)
    return (
      <button
        type="button"
        className={inspector.action}
        onClick={() => void usages(abstraction.id).then(setFound)}
      >
        {savedText.usages}
      </button>
    );
  // The button is gone, and with it what had the focus.
  const inItsPlace = { ref: takeLostFocus, tabIndex: -1 } as const;
  if ('problem' in found)
    return (
      <p role="alert" {...inItsPlace}>
        {found.problem}
      </p>
    );
  return (
    <>
      <p className={inspector.none} role="status" {...inItsPlace}>
        {found.length === 0 ? savedText.unused : savedText.usedIn(found.length)}
      </p>
      <ul className={classes.usages}>
        {found.map((usage) => (
          <li key={usage.designId}>
            <Link to={designPath(usage.designId, usage.parts[0]?.component)}>{usage.name}</Link>
            <span>{countsOf(usage)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** `3× 1.0.0, 1× 1.1.0`. */
function countsOf({ parts }: Usage): string {
  const counts = new Map<string, number>();
  for (const { semver, count } of parts) counts.set(semver, (counts.get(semver) ?? 0) + count);
  if (counts.size === 0) return savedText.inside;
  return [...counts].map(([version, n]) => savedText.copies(n, version)).join(', ');
}
