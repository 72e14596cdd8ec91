import { Link } from 'react-router';
import type { Environment } from '../../../api/types.ts';
import { capText } from '../../../messages/events.ts';
import { liveText } from '../../../messages/live.ts';
import { paths } from '../../../paths.ts';
import { Band } from '../../../ui/feedback/band.tsx';
import { capStop } from './cap-stop.ts';

/** What a person must know before reading the rest: that it is over, stuck, or old. */
export function LiveNotice({ environment, broken }: { environment: Environment; broken: boolean }) {
  const { state, failing } = environment;
  const cap = capStop(environment);
  if (cap)
    return (
      <Band glyph="stopped" {...capText(cap.code, cap.values)}>
        <Link to={paths.usage()}>{liveText.raiseCap}</Link>
      </Band>
    );
  if (state === 'ended')
    return (
      <Band glyph="stopped" title={liveText.endedTitle} text={liveText.endedText}>
        <Link to={paths.usage({ period: environment.slot.start.slice(0, 7), environment: environment.id })}>
          {liveText.lines}
        </Link>
      </Band>
    );
  if (state === 'cancelled')
    return <Band glyph="stopped" title={liveText.cancelledTitle} text={liveText.cancelledText} />;
  if (environment.waitsFor !== null) {
    const { title, text } = state === 'running' ? liveText.silent : liveText.stranded;
    return (
      <Band
        glyph={state === 'running' ? 'degraded' : 'failed'}
        title={title(environment.waitsFor)}
        text={text(environment.waitsFor)}
      />
    );
  }
  if (state === 'running' && environment.down) return <Band glyph="moving" {...liveText.mending} />;
  if (state === 'attention')
    return <Band glyph="step" title={liveText.attentionTitle} text={liveText.attentionText} />;
  if (failing) {
    const { title, text } = liveText.failing[failing.job];
    return <Band glyph="degraded" title={title} text={text(failing.tries)} />;
  }
  if (broken) return <Band glyph="degraded" title={liveText.stale} />;
  return null;
}
