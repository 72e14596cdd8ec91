import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useMe } from '../../../api/session.ts';
import type { DataCenter, Rack, Site } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { dataCenterText } from '../../../messages/data-center.ts';
import { inventoryText } from '../../../messages/operator/inventory.ts';
import { paths } from '../../../paths.ts';
import { downloadCsv } from '../../../ui/format/download-csv.ts';
import { region } from '../../../ui/layout/region.ts';
import { OperatorFrame } from '../frame/operator-frame.tsx';
import { useGoTo } from '../frame/use-selection.ts';
import { HostDialog } from './host-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { inventoryCsv } from './inventory-csv.ts';
import { RackDialog, RetireDialog, SiteDialog } from './place-dialogs.tsx';
import { PlacesTable } from './places-table.tsx';
import frame from '../frame/frame.module.css';
import classes from './inventory.module.css';

/** What is being written down. */
export type Task =
  | { readonly do: 'site'; readonly site: Site | null }
  | { readonly do: 'rack'; readonly site: Site; readonly rack: Rack | null }
  | { readonly do: 'host'; readonly site: Site; readonly rack: string }
  | { readonly do: 'retire'; readonly part: { readonly site: Site } | { readonly rack: Rack } }
  | { readonly do: 'import' };

/** Sites and racks, and what is written down of them and of their hosts. */
export function InventoryPage() {
  const goTo = useGoTo();
  return (
    <>
      <Crumbs
        items={[{ label: dataCenterText.crumb, to: paths.dataCenter() }, { label: inventoryText.title }]}
      />
      <OperatorFrame title={inventoryText.title} selects={false} onSelect={goTo}>
        {({ sites }) => <Inventory sites={sites} />}
      </OperatorFrame>
    </>
  );
}

function Inventory({ sites }: Pick<DataCenter, 'sites'>) {
  const { demo } = useMe().world;
  const [task, setTask] = useState<Task | null>(null);
  const close = () => setTask(null);
  return (
    <section {...region} className={frame.wide} aria-labelledby="inventory">
      <div className={frame.head}>
        <h2 id="inventory">{inventoryText.title}</h2>
        {demo && (
          <div className={classes.tools}>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              aria-label={inventoryText.csvOf}
              onClick={() => downloadCsv('inventory', inventoryCsv(sites))}
            >
              {inventoryText.csv}
            </Button>
            <Button size="xs" variant="default" onClick={() => setTask({ do: 'import' })}>
              {inventoryText.import}
            </Button>
            <Button size="xs" onClick={() => setTask({ do: 'site', site: null })}>
              {inventoryText.addSite}
            </Button>
          </div>
        )}
      </div>
      <p className={frame.lead}>{demo ? inventoryText.lead : inventoryText.leadReal}</p>
      {sites.length === 0 ? <p>{inventoryText.none}</p> : <PlacesTable sites={sites} onTask={setTask} />}
      {task && <TaskDialog task={task} onClose={close} />}
    </section>
  );
}

function TaskDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  switch (task.do) {
    case 'site':
      return <SiteDialog site={task.site} onClose={onClose} />;
    case 'rack':
      return <RackDialog site={task.site} rack={task.rack} onClose={onClose} />;
    case 'host':
      return <HostDialog site={task.site} rack={task.rack} host={null} onClose={onClose} />;
    case 'retire':
      return <RetireDialog part={task.part} onClose={onClose} />;
    case 'import':
      return <ImportDialog onClose={onClose} />;
    default:
      return task satisfies never;
  }
}
