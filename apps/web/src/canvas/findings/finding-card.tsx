import { ownerOf } from '@patchbay/engine/design';
import { Button } from '@mantine/core';
import type { Finding, Fix } from '@patchbay/engine/constraints';
import { findingLabels, levelWords } from '../../messages/designer/problems.ts';
import { said } from '../../messages/designer/said.ts';
import { useAnalysis, useDesigner, perform } from '../store/designer.ts';
import { changeText, hourText, priceChange } from '../store/price.ts';
import { LevelGlyph } from '../marks/level-glyph.tsx';
import { MessageText, useSentence } from './message-text.tsx';
import classes from './findings.module.css';

/** One finding: the conflict, why, and what would solve it at which price. */
export function FindingCard({ finding }: { finding: Finding }) {
  const { level, rule, headline, because, fixes, id } = finding;
  return (
    <article
      className={classes.card}
      data-level={level}
      aria-labelledby={`finding ${id}`.replaceAll(' ', '-')}
    >
      <header className={classes.cardHead}>
        <div className={classes.level}>
          <LevelGlyph level={level} size={16} />
          {levelWords[level]}
          <span className={classes.rule}>{rule}</span>
        </div>
        <h3 id={`finding ${id}`.replaceAll(' ', '-')}>
          <MessageText message={headline} />
        </h3>
      </header>
      <div className={classes.section}>
        <p className={classes.label}>{findingLabels.because}</p>
        <ol className={classes.chain}>
          {because.map((message, index) => (
            <li key={message.code + String(index)} data-n={index + 1}>
              <MessageText message={message} icons />
            </li>
          ))}
        </ol>
      </div>
      <div className={classes.section}>
        <p className={classes.label}>{fixes.length > 0 ? findingLabels.fixes : findingLabels.noFixes}</p>
        {fixes.map((fix, index) => (
          <FixCard
            key={index}
            fix={fix}
            nth={index + 1}
            main={index === 0}
            subject={finding.subjects[0] === undefined ? null : ownerOf(finding.subjects[0])}
          />
        ))}
      </div>
    </article>
  );
}

function focusPanel(): void {
  const panels = [...document.querySelectorAll<HTMLElement>('[data-inspector-panel]')];
  panels.find((panel) => panel.offsetParent !== null)?.focus();
}

function FixCard({
  fix,
  nth,
  main,
  subject,
}: {
  fix: Fix;
  nth: number;
  main: boolean;
  subject: string | null;
}) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const sentence = useSentence();
  const { book, catalog } = designer;
  const { change, total } = priceChange(model.document, fix.edit, catalog, book);
  const action = sentence(fix.action);
  const apply = () => {
    perform(designer, { edit: fix.edit, select: subject, said: said.applied(action) });
    // The card that was pressed is gone; the panel it was in takes the focus, so that reading goes on from there.
    requestAnimationFrame(focusPanel);
  };
  return (
    <div className={classes.fix} data-main={main || undefined}>
      <div className={classes.fixHead}>
        <span className={classes.number}>{nth}</span>
        <span>{action}</span>
        <span className={classes.change}>{changeText(change, book.currency)}</span>
      </div>
      <p className={classes.effect}>
        {sentence(fix.effect)} {findingLabels.total(hourText(total, book.currency))}
      </p>
      <Button
        size="xs"
        variant={main ? 'filled' : 'default'}
        className={classes.apply}
        aria-label={findingLabels.applyNamed(action)}
        onClick={apply}
      >
        {findingLabels.apply}
      </Button>
    </div>
  );
}
