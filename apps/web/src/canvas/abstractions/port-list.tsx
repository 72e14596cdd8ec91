import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { MAX_PORT_LABEL } from '@patchbay/catalog';
import type { Chosen } from '@patchbay/engine/design';
import { IconX } from '@tabler/icons-react';
import { portText } from '../../messages/designer/abstractions.ts';
import { focusBeside } from '../../ui/layout/focus-beside.ts';
import { useAnalysis } from '../store/designer.ts';
import { hiddenPorts, letterOf, type Draft } from './drafting.ts';
import { withPort } from './proposed.ts';
import { useDraft } from './use-draft.ts';
import pane from '../inspector/pane.module.css';
import classes from './panel.module.css';

/** What can be joined from outside. A port that is joined now has to be there. */
export function PortList({ draft, chosen }: { draft: Draft; chosen: Chosen }) {
  const { patch } = useDraft();
  const { model } = useAnalysis();
  const { ports } = draft;
  const joined = new Set(
    chosen.outside.flatMap(({ a, b }) => [a, b].map(({ component, port }) => `${component} ${port}`)),
  );
  const hidden = hiddenPorts(chosen, draft, model);
  return (
    <section className={pane.section} aria-label={portText.title}>
      <h3>
        <span>
          {portText.title} {ports.length > 0 && <span className={classes.quiet}>{ports.length}</span>}
        </span>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button size="compact-xs" variant="subtle" disabled={hidden.length === 0}>
              {portText.add}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={classes.menu}>
            {hidden.map((end) => (
              <Menu.Item
                key={`${end.component} ${end.port}`}
                onClick={() => patch({ ports: withPort(ports, end), problem: null })}
              >
                {end.of} <span className={classes.source}>{end.label}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </h3>
      {ports.length === 0 && <p className={pane.small}>{portText.none}</p>}
      <ul className={classes.ports}>
        {ports.map((port, index) => (
          <PortRow
            key={port.name}
            port={port}
            letter={letterOf(index)}
            of={chosen.source.components[port.part]?.name ?? ''}
            stays={joined.has(`${port.part} ${port.port}`)}
            onLabel={(label) =>
              patch({ ports: ports.map((one) => (one === port ? { ...one, label } : one)) })
            }
            onRemove={(button) => {
              focusBeside(button);
              patch({ ports: ports.filter((one) => one !== port), problem: null });
            }}
          />
        ))}
      </ul>
    </section>
  );
}

interface PortRowProps {
  readonly port: Draft['ports'][number];
  readonly letter: string;
  /** The part inside that it is a port of. */
  readonly of: string;
  /** Whether it is joined now, so that it cannot be left out. */
  readonly stays: boolean;
  readonly onLabel: (label: string) => void;
  readonly onRemove: (button: HTMLElement) => void;
}

function PortRow({ port, letter, of, stays, onLabel, onRemove }: PortRowProps) {
  return (
    <li>
      <span className={classes.letter} aria-hidden>
        {letter}
      </span>
      <TextInput
        size="xs"
        variant="unstyled"
        className={classes.portName}
        aria-label={portText.label(letter)}
        value={port.label}
        maxLength={MAX_PORT_LABEL}
        onChange={(event) => onLabel(event.currentTarget.value)}
      />
      <span className={classes.source}>
        {of}.{port.port}
      </span>
      <ActionIcon
        size={24}
        variant="subtle"
        color="gray"
        aria-label={portText.remove(port.label)}
        title={stays ? portText.crossing : undefined}
        disabled={stays}
        onClick={({ currentTarget }) => onRemove(currentTarget)}
      >
        <IconX size={14} stroke={1.5} aria-hidden />
      </ActionIcon>
    </li>
  );
}
