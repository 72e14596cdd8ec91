import { Button } from '@mantine/core';
import type { RefObject } from 'react';
import type { Probe } from '../../../api/types.ts';
import { addHostText, hostText } from '../../../messages/hosts.ts';
import { mebibytes } from '../../../ui/format/quantity.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { Limits } from './host-pane.tsx';
import host from './host.module.css';
import classes from './add-host.module.css';

interface ProbeResultProps {
  probe: Probe;
  heading: RefObject<HTMLHeadingElement | null>;
  onShow: (hostName: string) => void;
}

/** What answered, and what it cannot do. */
export function ProbeResult({ probe, heading, onShow }: ProbeResultProps) {
  const { hostName } = probe;
  const facts = [
    [hostText.api, probe.apiVersion],
    [hostText.arch, probe.arch],
    [addHostText.processors, String(probe.cpus)],
    [addHostText.memory, mebibytes(probe.memoryMiB)],
    [hostText.ping, hostText.ms(probe.pingMs)],
  ] as const;
  return (
    <section className={classes.result} aria-labelledby="probe-result">
      <h3 id="probe-result" ref={heading} tabIndex={-1}>
        <StateGlyph state="done" word={addHostText.answers(probe.engine)} />
      </h3>
      <dl className={host.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Limits limits={probe.limits} />
      {hostName !== null && (
        <div>
          <Button variant="default" onClick={() => onShow(hostName)}>
            {addHostText.show(hostName)}
          </Button>
        </div>
      )}
    </section>
  );
}
