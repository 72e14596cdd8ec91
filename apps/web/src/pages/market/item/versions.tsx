import type { MarketItem } from '../../../api/types.ts';
import { Link } from 'react-router';
import { itemText } from '../../../messages/market/item.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { Tag } from '../../../ui/data/tag.tsx';
import { dayMonth, isoDate, viewerZone } from '../../../ui/format/time.ts';
import classes from './item.module.css';

/** Every version on offer, the newest first, and which of them one uses. */
export function Versions({ item }: { item: MarketItem }) {
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
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {item.designs.map(({ designId, name, semver }) => (
        <p key={`${designId} ${semver}`} className={classes.quiet}>
          <Link to={paths.design(designId)}>{itemText.versions.you(semver, name)}</Link>
        </p>
      ))}
    </>
  );
}
