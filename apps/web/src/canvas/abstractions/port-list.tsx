import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import type { Chosen } from '@patchbay/engine/design';
import { crossingPorts } from '@patchbay/engine/design';
import { IconX } from '@tabler/icons-react';
import { portText } from '../../messages/designer/abstractions.ts';
import { useAnalysis } from '../store/designer.ts';
import { hiddenPorts, letterOf, withPort, type Draft } from './drafting.ts';
import { useDraft } from './use-draft.ts';
import classes from './panel.module.css';

/** What can be joined from outside. A port that is joined now has to be there. */
export function PortList({ draft, chosen }: { draft: Draft; chosen: Chosen }) {
  const { patch } = useDraft();
  const { model } = useAnalysis();
  const { ports } = draft;
  const needed = new Set(crossingPorts(chosen, ports).map(({ part, port }) => `${part} ${port}`));
  const joined = new Set(
    chosen.outside.flatMap(({ a, b }) => [a, b].map(({ component, port }) => `${component} ${port}`)),
  );
  const hidden = hiddenPorts(chosen, draft, model);
  return (
    <section className={classes.section} aria-label={portText.title}>
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
      {ports.length === 0 && <p className={classes.none}>{portText.none}</p>}
      <ul className={classes.ports}>
        {ports.map((port, index) => {
          const key = `${port.part} ${port.port}`;
          const stays = needed.has(key) && joined.has(key);
          return (
            <li key={port.name}>
              <span className={classes.letter} aria-hidden>
                {letterOf(index)}
              </span>
              <TextInput
                size="xs"
                variant="unstyled"
                className={classes.portName}
                aria-label={portText.label(letterOf(index))}
                value={port.label}
                maxLength={20}
                onChange={(event) => {
                  const label = event.currentTarget.value;
                  patch({ ports: ports.map((one) => (one === port ? { ...one, label } : one)) });
                }}
              />
              <span className={classes.source}>
                {chosen.source.components[port.part]?.name}.{port.port}
              </span>
              <ActionIcon
                size={24}
                variant="subtle"
                color="gray"
                aria-label={portText.remove(port.label)}
                title={stays ? portText.crossing : undefined}
                disabled={stays}
                onClick={() => patch({ ports: ports.filter((one) => one !== port), problem: null })}
              >
                <IconX size={14} stroke={1.5} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
