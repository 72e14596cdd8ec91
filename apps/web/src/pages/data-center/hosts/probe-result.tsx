import { Button } from '@mantine/core';
import type { RefObject } from 'react';
import type { Probe } from '../../../api/types.ts';
import { addHostText, hostText } from '../../../messages/hosts.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { mebibytes } from '../../../ui/format/quantity.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { Limits } from './host-pane.tsx';
import classes from './add-host.module.css';

interface ProbeResultProps {
  probe: Probe;
  heading: RefObject<HTMLHeadingElement | null>;
  onShow: (hostName: string) => void;
}

/** What answered, and what it cannot do. */
export function ProbeResult({ probe, heading, onShow }: ProbeResultProps) {
  const { hostName } = probe;
  return (
    <section className={classes.result} aria-labelledby="probe-result">
      <h3 id="probe-result" ref={heading} tabIndex={-1}>
        <StateGlyph state="done" word={addHostText.answers(probe.engine)} />
      </h3>
      <Facts>
        <Fact label={hostText.api}>{probe.apiVersion}</Fact>
        <Fact label={hostText.arch}>{probe.arch}</Fact>
        <Fact label={addHostText.processors}>{probe.cpus}</Fact>
        <Fact label={addHostText.memory}>{mebibytes(probe.memoryMiB)}</Fact>
        <Fact label={hostText.ping}>{hostText.ms(probe.pingMs)}</Fact>
      </Facts>
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
