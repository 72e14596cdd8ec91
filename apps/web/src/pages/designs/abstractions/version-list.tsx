import type { Catalog } from '@patchbay/catalog';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../../api/client.ts';
import type { AbstractionDetail, AbstractionRow } from '../../../api/types.ts';
import { VersionNotes } from '../../../canvas/versions/version-notes.tsx';
import { abstractionsText } from '../../../messages/designer/library.ts';
import { frameText } from '../../../messages/frame.ts';
import { paths } from '../../../paths.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import classes from './abstractions.module.css';

interface VersionListProps {
  readonly abstraction: AbstractionRow;
  readonly catalog: Catalog;
}

/** Versions and usages, which are asked for when somebody wants to see them. */
export function VersionList({ abstraction: { id, name, versions }, catalog }: VersionListProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details className={classes.details} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary aria-label={abstractionsText.versionsOf(name)}>
        {abstractionsText.versions(versions.length)}
      </summary>
      {opened && <Opened id={id} catalog={catalog} />}
    </details>
  );
}

function Opened({ id, catalog }: { id: string; catalog: Catalog }) {
  const { data, error, refetch } = useQuery(trpc.abstractions.get.queryOptions({ id }));
  if (data) return <Versions detail={data} catalog={catalog} />;
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  return <StateGlyph state="working" word={frameText.loading} />;
}

/** Versions, newest first, with what is different from one to the next, and the designs that use them. */
function Versions({ detail, catalog }: { detail: AbstractionDetail; catalog: Catalog }) {
  const { versions, usages } = detail;
  return (
    <>
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
      <p className={classes.quiet}>{abstractionsText.usedIn(usages.length)}</p>
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
    </>
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
