import { Tabs } from '@mantine/core';
import type { Finding } from '@patchbay/engine/constraints';
import { copies, type Part } from '@patchbay/engine/design';
import { partPerHour } from '@patchbay/engine/rating';
import { inspectorText } from '../../messages/canvas.ts';
import { commandText } from '../../messages/designer/commands.ts';
import { findingLabels } from '../../messages/designer/problems.ts';
import { runCommand } from '../commands/table/commands.ts';
import { FindingCard } from '../findings/finding-card.tsx';
import { hostFindings } from '../findings/host-findings.ts';
import { LevelCounts } from '../findings/problems-tray.tsx';
import { MessageText, PartLink } from '../findings/message-text.tsx';
import { LevelGlyph } from '../marks/level-glyph.tsx';
import { PartIcon } from '../marks/part-icon.tsx';
import { useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import { hourText } from '../store/price.ts';
import { designTotals } from '../store/totals.ts';
import { onlySelected, type InspectorTab } from '../store/session-store.ts';
import { ManyPanel } from './many-panel.tsx';
import { CostTab } from './cost-tab.tsx';
import { DesignPanel } from './design-panel.tsx';
import { PropertiesTab } from './properties-tab.tsx';
import { region } from '../../ui/layout/region.ts';
import pane from './pane.module.css';
import classes from './inspector.module.css';

/** The selection, or the whole design when nothing is selected. */
export function Inspector(props: { name: string; onRename: (name: string) => Promise<string | null> }) {
  const { model } = useAnalysis();
  const selection = useSession((state) => state.selection);
  const selected = useSession(onlySelected);
  const part = selected === null ? undefined : model.byId.get(selected);
  return (
    <aside {...region} className={pane.pane} aria-label={inspectorText.region} data-inspector>
      {selection.length > 1 ? (
        <ManyPanel />
      ) : part ? (
        <PartPanel key={part.component.id} part={part} />
      ) : selected !== null && model.document.connections[selected] ? (
        <ConnectionPanel id={selected} />
      ) : selected !== null && model.document.components[selected] ? (
        <UnknownPanel id={selected} />
      ) : selected !== null && model.document.groups[selected] ? (
        <ManyPanel />
      ) : (
        <DesignPanel {...props} />
      )}
    </aside>
  );
}

function PartPanel({ part }: { part: Part }) {
  const { session, book, catalog } = useDesigner();
  const analysis = useAnalysis();
  const tab = useSession((state) => state.tab);
  const { id, name } = part.component;
  const findings = analysis.about.get(id) ?? [];
  const price = partPerHour(analysis.model, part, book);
  const total = designTotals(analysis.model.document, catalog, book).perHourMicros;
  const labels = inspectorText.tabs;
  return (
    <>
      <header className={pane.head}>
        <span
          className={classes.icon}
          style={{
            color: part.type.layer === 'abstraction' ? 'var(--accent)' : `var(--fam-${part.type.family})`,
          }}
        >
          <PartIcon type={part.type} size={18} />
        </span>
        <div>
          <h2 title={name}>{name}</h2>
          <p title={part.type.name}>{part.type.name}</p>
        </div>
        {copies(analysis.model, part) > 1 && (
          <span className={classes.count}>×{copies(analysis.model, part)}</span>
        )}
      </header>
      <Tabs
        value={tab}
        onChange={(value) => session.setState({ tab: (value ?? 'properties') as InspectorTab })}
        keepMounted={false}
        classNames={{ root: classes.tabs, list: classes.tabList, tab: classes.tab, panel: pane.scroll }}
      >
        <Tabs.List>
          <Tabs.Tab value="properties">{labels.properties}</Tabs.Tab>
          <Tabs.Tab value="compatibility">
            {labels.compatibility} {findings.length > 0 && <LevelCounts findings={findings} />}
          </Tabs.Tab>
          <Tabs.Tab value="cost">{labels.cost}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="properties" data-inspector-panel tabIndex={-1}>
          <PropertiesTab part={part} />
        </Tabs.Panel>
        <Tabs.Panel value="compatibility" data-inspector-panel tabIndex={-1}>
          <Compatibility part={part} findings={findings} />
        </Tabs.Panel>
        <Tabs.Panel value="cost" data-inspector-panel tabIndex={-1}>
          <CostTab part={part} />
        </Tabs.Panel>
      </Tabs>
      <footer className={pane.foot}>
        <div>
          <b>{hourText(price, book.currency)}</b>
          <span>{inspectorText.share(total === 0 ? 0 : Math.round((100 * price) / total))}</span>
        </div>
        <DeleteButton id={id} name={name} />
      </footer>
    </>
  );
}

/** What is found about a part, and about what it stands on. */
function Compatibility({ part, findings }: { part: Part; findings: readonly Finding[] }) {
  const below = hostFindings(useAnalysis(), part);
  return (
    <>
      {findings.map((finding) => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
      {findings.length === 0 && <p className={classes.quiet}>{findingLabels.quiet(part.component.name)}</p>}
      {below.map(({ host, finding }) => (
        <div key={finding.id} className={classes.below}>
          <LevelGlyph level={finding.level} />
          <p>
            {findingLabels.standsOn} <PartLink id={host.component.id} icon />:{' '}
            <MessageText message={finding.headline} />
          </p>
        </div>
      ))}
    </>
  );
}

function DeleteButton({ id, name }: { id: string; name: string }) {
  const designer = useDesigner();
  return (
    <button
      type="button"
      className={classes.delete}
      aria-label={inspectorText.remove(name)}
      onClick={() => runCommand(designer, 'remove', [id])}
    >
      {commandText.remove}
    </button>
  );
}

function ConnectionPanel({ id }: { id: string }) {
  const designer = useDesigner();
  const { model, lines, findings } = useAnalysis();
  const { a, b } = model.document.connections[id] ?? {};
  const line = lines.find((one) => one.id === id);
  const about = findings.filter(({ connections }) => connections.includes(id));
  if (!a || !b) return null;
  return (
    <>
      <header className={pane.head}>
        <div>
          <h2>{inspectorText.connection}</h2>
          <p>{line?.label}</p>
        </div>
      </header>
      <div className={pane.scroll} data-inspector-panel tabIndex={-1}>
        <section className={pane.section}>
          {[a, b].map((end) => (
            <div key={end.component} className={classes.line}>
              <PartLink id={end.component} icon plain />
              <span className={classes.end}>{end.port}</span>
            </div>
          ))}
        </section>
        {about.map((finding) => (
          <FindingCard key={finding.id} finding={finding} />
        ))}
      </div>
      <footer className={pane.foot}>
        <div />
        <button
          type="button"
          className={classes.delete}
          onClick={() => runCommand(designer, 'disconnect', [id])}
        >
          {commandText.disconnect}
        </button>
      </footer>
    </>
  );
}

/** A part whose type the catalog does not have: all there is to do is to read why, and to remove it. */
function UnknownPanel({ id }: { id: string }) {
  const analysis = useAnalysis();
  const component = analysis.model.document.components[id];
  return (
    <>
      <header className={pane.head}>
        <div>
          <h2>{component?.name}</h2>
          <p>
            {inspectorText.unknown}: {component?.type}
          </p>
        </div>
      </header>
      <div className={pane.scroll} data-inspector-panel tabIndex={-1}>
        {(analysis.about.get(id) ?? []).map((finding) => (
          <FindingCard key={finding.id} finding={finding} />
        ))}
      </div>
    </>
  );
}
