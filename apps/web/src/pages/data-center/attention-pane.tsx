import type { Attention, Stage } from '../../api/types.ts';
import { dataCenterText } from '../../messages/data-center.ts';
import { stageNames } from '../../messages/live.ts';
import { Fact, Facts } from '../../ui/data/facts.tsx';
import { dayClock, duration, viewerZone } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { Count } from '../../ui/data/tag.tsx';
import { PaneHead } from '../../ui/layout/pane-head.tsx';
import classes from './data-center.module.css';

interface AttentionPaneProps {
  attention: readonly Attention[];
  now: number;
}

/** What is stuck: who is hit, at which step, why, since when. */
export function AttentionPane({ attention, now }: AttentionPaneProps) {
  const count = attention.length;
  return (
    <section aria-labelledby="attention">
      <PaneHead id="attention" title={dataCenterText.attention}>
        {count > 0 && <Count>{count}</Count>}
      </PaneHead>
      {count === 0 && (
        <div className={classes.calm}>
          <StateGlyph state="done" word={dataCenterText.attentionNone} />
          <p className={classes.quiet}>{dataCenterText.attentionNoneText}</p>
        </div>
      )}
      <ul className={classes.attention}>
        {attention.map((each) => (
          <li key={`${each.what} ${each.environmentId}`}>
            <StateGlyph state="step" word={stepOf(each)} />
            <Facts>
              <Fact label={dataCenterText.channel}>{each.channel}</Fact>
              <Fact label={dataCenterText.reason}>{reasonOf(each)}</Fact>
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

function stepOf(each: Attention): string {
  if (each.what === 'stranded') return dataCenterText.strandedStep;
  if (each.what === 'given-up') return dataCenterText.givenUpStep;
  return Object.hasOwn(stageNames, each.step) ? stageNames[each.step as Stage['stage']] : each.step;
}

function reasonOf(each: Attention): string {
  if (each.what === 'stranded') return dataCenterText.stranded(each.host);
  return each.what === 'given-up' ? dataCenterText.givenUp : each.reason;
}
