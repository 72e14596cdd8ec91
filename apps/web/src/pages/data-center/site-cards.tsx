import type { Site } from '../../api/types.ts';
import { dataCenterText } from '../../messages/data-center.ts';
import { hostText } from '../../messages/hosts.ts';
import { LoadBar, loadLabel, loadText, siteLoad, type Dimension } from './load-bar.tsx';
import { Tag } from '../../ui/data/tag.tsx';
import classes from './data-center.module.css';

interface SiteCardsProps {
  sites: readonly Site[];
  selected: string | null;
  onSelect: (id: string) => void;
}

const SHOWN: readonly { dimension: Dimension; label: string; three: typeof dataCenterText.three }[] = [
  { dimension: 'cpuMilli', label: dataCenterText.cpu, three: dataCenterText.three },
  { dimension: 'memoryMiB', label: dataCenterText.memory, three: dataCenterText.threeGib },
];

/** One card a site; the selected one is shown below in full. */
export function SiteCards({ sites, selected, onSelect }: SiteCardsProps) {
  return (
    <div className={classes.sites} role="group" aria-label={dataCenterText.sites}>
      {sites.map((site) => {
        const hosts = site.racks.flatMap((rack) => rack.hosts);
        const lost = hosts.filter(({ status }) => status === 'lost').length;
        return (
          <button
            key={site.id}
            type="button"
            className={classes.site}
            aria-pressed={site.id === selected}
            onClick={() => onSelect(site.id)}
          >
            <span className={classes.siteName}>
              <strong>{site.name}</strong>
              <Tag>{site.simulated ? hostText.simulated : hostText.real}</Tag>
            </span>
            {SHOWN.map(({ dimension, label, three }) => {
              const load = siteLoad(hosts, dimension);
              return (
                <span key={dimension} className={classes.siteLoad}>
                  <span>{label}</span>
                  <LoadBar load={load} />
                  <span title={loadLabel(label, load, dimension)}>{three(...loadText(load, dimension))}</span>
                </span>
              );
            })}
            <small>{dataCenterText.grade(site.grade, site.racks.length, hosts.length, lost)}</small>
          </button>
        );
      })}
    </div>
  );
}
