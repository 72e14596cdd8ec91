import { useNavigate } from 'react-router';
import type { DataCenter } from '../../../api/types.ts';
import { usePageCommands } from '../../../commands/page-commands.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { dataCenterText } from '../../../messages/data-center.ts';
import { hostPageText } from '../../../messages/operator/hosts.ts';
import { timelineText } from '../../../messages/operator/timeline.ts';
import { paths } from '../../../paths.ts';
import { region } from '../../../ui/layout/region.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { FailureInbox } from '../failures/failure-inbox.tsx';
import { OperatorFrame } from '../frame/operator-frame.tsx';
import { useGoTo, type Selection } from '../frame/use-selection.ts';
import { HostTimeline } from '../timeline/host-timeline.tsx';
import { rangeCommands, useRange } from '../timeline/use-range.ts';
import { HostPane, type Standing } from './host-pane.tsx';
import { Tenants } from './tenants.tsx';
import classes from '../data-center.module.css';

/** One host: its timeline above, what runs and is booked there, hardware, and what can be done. */
export function HostPage() {
  const goTo = useGoTo();
  return (
    <OperatorFrame title={dataCenterText.host} selects onSelect={goTo}>
      {(dataCenter, selection) => <Body dataCenter={dataCenter} selection={selection} />}
    </OperatorFrame>
  );
}

function Body({ dataCenter, selection }: { dataCenter: DataCenter; selection: Selection }) {
  const { site, rack, host } = selection;
  if (!site || !rack || !host)
    return (
      <div className={classes.main}>
        <Crumbs
          items={[
            { label: dataCenterText.crumb, to: paths.dataCenter() },
            { label: hostPageText.missing.title },
          ]}
        />
        <h2>{hostPageText.missing.title}</h2>
        <p>{hostPageText.missing.text}</p>
      </div>
    );
  return <OneHost key={host.id} dataCenter={dataCenter} standing={{ site, rack, host }} />;
}

function OneHost({ dataCenter, standing }: { dataCenter: DataCenter; standing: Standing }) {
  const { site, rack, host } = standing;
  const navigate = useNavigate();
  const now = Date.parse(dataCenter.now);
  const range = useRange(now);
  usePageCommands({ title: timelineText.title, list: () => rangeCommands(range) });
  return (
    <>
      <Crumbs
        items={[
          { label: dataCenterText.crumb, to: paths.dataCenter() },
          { label: site.name, to: paths.dataCenter({ site: site.id }) },
          { label: rack.name, to: paths.dataCenter({ rack: rack.id }) },
          { label: host.name },
        ]}
      />
      <div className={classes.main}>
        <HostTimeline scope={{ hostId: host.id }} hosts={[host]} now={now} range={range} />
        <Tenants hostId={host.id} range={range} />
      </div>
      <aside {...region} className={classes.right} aria-label={host.name} {...scrollable}>
        <HostPane
          standing={standing}
          currency={dataCenter.currency}
          onRemoved={() => void navigate(paths.dataCenter({ site: site.id }))}
        />
        <FailureInbox dataCenter={dataCenter} />
      </aside>
    </>
  );
}
