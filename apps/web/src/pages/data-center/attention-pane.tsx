import type { Attention, Stage } from '../../api/types.ts';
import { dataCenterText } from '../../messages/data-center.ts';
import { stageNames } from '../../messages/live.ts';
import { Fact, Facts } from '../../ui/data/facts.tsx';
import { dayClock, duration, viewerZone } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { Count } from '../../ui/data/tag.tsx';
import { PaneHead } from '../../ui/layout/pane-head.tsx';
import classes from './data-center.module.css';

/** What is stuck: who is hit, at which step, why, since when. */
export function AttentionPane({ attention, now }: { attention: readonly Attention[]; now: number }) {
  return (
    <section aria-labelledby="attention">
      <PaneHead id="attention" title={dataCenterText.attention}>
        {attention.length > 0 && <Count>{attention.length}</Count>}
      </PaneHead>
      {attention.length === 0 && (
        <div className={classes.calm}>
          <StateGlyph state="done" word={dataCenterText.attentionNone} />
          <p className={classes.quiet}>{dataCenterText.attentionNoneText}</p>
        </div>
      )}
      <ul className={classes.attention}>
        {attention.map((each) => (
          <li key={each.environmentId}>
            <StateGlyph state="step" word={stepName(each.step)} />
            <Facts>
              <Fact label={dataCenterText.channel}>{each.channel}</Fact>
              <Fact label={dataCenterText.reason}>{each.reason}</Fact>
              <Fact label={dataCenterText.environment} mono>
                {each.environmentId}
              </Fact>
            </Facts>
            <span className={classes.quiet}>
              {dataCenterText.since(
                dayClock(each.since, viewerZone()),
                duration(now - Date.parse(each.since)),
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function stepName(step: string): string {
  return Object.hasOwn(stageNames, step) ? stageNames[step as Stage['stage']] : step;
}
