import type { Catalog } from '@patchbay/catalog';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../../api/client.ts';
import type { AbstractionDetail } from '../../../api/types.ts';
import { VersionNotes } from '../../../canvas/versions/version-notes.tsx';
import { abstractionsText } from '../../../messages/designer/library.ts';
import { paths } from '../../../paths.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import classes from './abstractions.module.css';

/** Versions, newest first, with what is different from one to the next, and the designs that use them. */
export function VersionList({ detail, catalog }: { detail: AbstractionDetail; catalog: Catalog }) {
  const { versions, usages, name } = detail;
  return (
    <details className={classes.details}>
      <summary aria-label={abstractionsText.versionsOf(name)}>
        {abstractionsText.versions(versions.length)}, {abstractionsText.usedIn(usages.length)}
      </summary>
      <ul className={classes.list}>
        {versions.map((version, n) => (
          <li key={version.no}>
            <p>
              <code>{version.semver}</code>{' '}
              <span className={classes.quiet}>
                {abstractionsText.savedAt(dayClock(version.savedAt, viewerZone()))}
              </span>
            </p>
            {version.notes !== '' && <p>{version.notes}</p>}
            <Since to={version} from={versions[n + 1]} catalog={catalog} />
          </li>
        ))}
      </ul>
      {usages.length > 0 && (
        <ul className={classes.list}>
          {usages.map(({ designId, name: design, parts }) => (
            <li key={designId} className={classes.usage}>
              <Link to={paths.design(designId, parts[0] ? { select: parts[0].component } : {})}>
                {design}
              </Link>
              <span className={classes.quiet}>
                {[...new Set(parts.map(({ semver }) => semver))].join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

type Version = AbstractionDetail['versions'][number];

function Since({ to, from, catalog }: { to: Version; from: Version | undefined; catalog: Catalog }) {
  const [asked, setAsked] = useState(false);
  const diff = useQuery({
    ...trpc.abstractions.diff.queryOptions({ from: from?.type ?? to.type, to: to.type }),
    enabled: asked && from !== undefined,
    staleTime: Infinity,
  });
  if (!from) return null;
  if (!asked)
    return (
      <button type="button" className={classes.link} onClick={() => setAsked(true)}>
        {abstractionsText.whatChanged(from.semver)}
      </button>
    );
  if (diff.error) return <ErrorNotice error={diff.error} onRetry={() => void diff.refetch()} />;
  if (!diff.data) return null;
  return diff.data.notes.length === 0 ? (
    <p className={classes.quiet}>{abstractionsText.same}</p>
  ) : (
    <VersionNotes notes={diff.data.notes} catalog={catalog} />
  );
}
