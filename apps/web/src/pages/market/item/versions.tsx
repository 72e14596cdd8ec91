import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../../api/client.ts';
import type { MarketItem } from '../../../api/types.ts';
import { VersionNotes } from '../../../canvas/index.ts';
import { itemText } from '../../../messages/market/item.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { Tag } from '../../../ui/data/tag.tsx';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { dayMonth, isoDate, viewerZone } from '../../../ui/format/time.ts';
import type { Choice } from './choice.ts';
import classes from './item.module.css';

/** Every version on offer, the newest first, and which of them one uses. */
export function Versions({ item, choice }: { item: MarketItem; choice: Choice }) {
  const [other, setOther] = useState<string | null>(null);
  if (item.versions.length === 0) return <p className={classes.quiet}>{itemText.versions.none}</p>;
  return (
    <>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{itemText.versions.version}</th>
              <th scope="col">{itemText.versions.notes}</th>
              <th scope="col">{itemText.versions.published}</th>
              <th scope="col">{itemText.versions.actions}</th>
            </tr>
          </thead>
          <tbody>
            {item.versions.map((version) => (
              <tr key={version.type}>
                <th scope="row">
                  <Link to={`${paths.template(version.type)}?tab=versions`} className={classes.version}>
                    {version.semver}
                  </Link>{' '}
                  {version.type === item.type && <Tag>{itemText.versions.current}</Tag>}
                </th>
                <td>{version.notes}</td>
                <td className={table.quiet}>{dayMonth(isoDate(version.publishedAt, viewerZone()))}</td>
                <td>
                  {version.type !== item.type && (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={itemText.versions.compare(version.semver)}
                      aria-pressed={version.type === other}
                      onClick={() => setOther(version.type === other ? null : version.type)}
                    >
                      {itemText.versions.actions}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {other && <Compared item={item} other={other} choice={choice} />}
      {item.designs.map(({ designId, name, semver }) => (
        <p key={`${designId} ${semver}`} className={classes.quiet}>
          <Link to={paths.design(designId)}>{itemText.versions.you(semver, name)}</Link>
        </p>
      ))}
    </>
  );
}

/** What differs between the version that is shown and another one, from the older to the newer. */
function Compared({ item, other, choice }: { item: MarketItem; other: string; choice: Choice }) {
  const order = item.versions.map(({ type }) => type);
  const [to = '', from = ''] = [item.type, other].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const diff = useQuery(trpc.abstractions.diff.queryOptions({ from, to }));
  const semver = (type: string) => item.versions.find((one) => one.type === type)?.semver ?? '';
  if (diff.error) return <ErrorNotice error={diff.error} onRetry={() => void diff.refetch()} />;
  return (
    <section className={classes.box} aria-label={itemText.versions.changes(semver(from), semver(to))}>
      <header>
        <h2>{itemText.versions.changes(semver(from), semver(to))}</h2>
      </header>
      <div className={classes.notes}>
        {diff.data?.notes.length === 0 && <p>{itemText.versions.same}</p>}
        {diff.data && <VersionNotes notes={diff.data.notes} catalog={choice.catalog} />}
      </div>
    </section>
  );
}
