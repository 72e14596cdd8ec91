import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core';
import { FAMILIES, MAX_ABSTRACTION_NAME, MAX_SUMMARY, type Abstraction } from '@patchbay/catalog';
import { MAX_VERSION_NOTES, readVersionDiff } from '@patchbay/engine/design';
import { IconStack2, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { familyWords } from '../../messages/canvas.ts';
import { draftText, unsavedText } from '../../messages/designer/abstractions.ts';
import { region } from '../../ui/layout/region.ts';
import { useDesigner, useAnalysis } from '../store/designer.ts';
import { saveDraft, useAbstractions } from './actions.ts';
import { draftedFrom } from './drafted.ts';
import type { Draft } from './drafting.ts';
import { ParameterList } from './parameter-list.tsx';
import { PortList } from './port-list.tsx';
import { ShownAs } from './shown-as.tsx';
import { useDraft } from './use-draft.ts';
import { VersionNotes } from '../versions/version-notes.tsx';
import pane from '../inspector/pane.module.css';
import classes from './panel.module.css';

/** Where parts become an abstraction: in the inspector's place, while it lasts. */
export function SavePanel({ draft }: { draft: Draft }) {
  const designer = useDesigner();
  useAnalysis();
  const actions = useAbstractions();
  const { patch, close } = useDraft();
  const { chosen, content, problem } = draftedFrom(designer, draft);
  const title = draft.of ? draftText.versionTitle(draft.of.name) : draftText.title;
  return (
    <aside {...region} className={pane.pane} aria-label={title}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one step back, as everywhere in the designer */}
      <form
        className={classes.form}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          if (draft.pointing) patch({ pointing: false });
          else close();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          void saveDraft(designer, actions, draft);
        }}
      >
        <header className={pane.head}>
          <IconStack2 size={20} stroke={1.5} aria-hidden />
          <h2>{title}</h2>
          <ActionIcon variant="subtle" color="gray" aria-label={draftText.close} onClick={close}>
            <IconX size={16} stroke={1.5} aria-hidden />
          </ActionIcon>
        </header>
        <div className={pane.scroll}>
          <Heading draft={draft} version={content?.version ?? ''} patch={patch} />
          {content && (
            <>
              <ParameterList draft={draft} chosen={chosen} content={content} />
              <PortList draft={draft} chosen={chosen} />
              {draft.of && <Changes draft={draft} content={content} />}
              <ShownAs draft={draft} content={content} />
            </>
          )}
        </div>
        <footer className={pane.foot}>
          <Note
            draft={draft}
            parts={chosen ? Object.keys(chosen.source.components).length : 0}
            problem={draft.problem ?? (problem && unsavedText[problem])}
          />
          <Button variant="default" onClick={close} disabled={draft.busy}>
            {draftText.cancel}
          </Button>
          <Button type="submit" loading={draft.busy}>
            {draftText.save}
          </Button>
        </footer>
      </form>
    </aside>
  );
}

function Note({ draft, parts, problem }: { draft: Draft; parts: number; problem: string | null }) {
  if (problem !== null)
    return (
      <p className={`${pane.small} ${classes.note}`} role="alert" data-problem>
        {problem}
      </p>
    );
  return (
    <p className={`${pane.small} ${classes.note}`}>
      {draft.of ? draftText.stays : `${draftText.replaces(parts)} ${draftText.undoable}`}
    </p>
  );
}

interface HeadingProps {
  readonly draft: Draft;
  readonly version: string;
  readonly patch: (change: Partial<Draft>) => void;
}

function Heading({ draft, version, patch }: HeadingProps) {
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => name.current?.select(), []);
  const families = FAMILIES.map((value) => ({ value, label: familyWords[value] }));
  return (
    <section className={pane.section}>
      <TextInput
        ref={name}
        size="xs"
        label={draftText.name}
        classNames={{ root: classes.row, label: classes.label }}
        value={draft.name}
        maxLength={MAX_ABSTRACTION_NAME}
        data-autofocus
        onChange={(event) => patch({ name: event.currentTarget.value, problem: null })}
      />
      <TextInput
        size="xs"
        label={draftText.summary}
        placeholder={draftText.summaryHint}
        classNames={{ root: classes.row, label: classes.label }}
        value={draft.summary}
        maxLength={MAX_SUMMARY}
        onChange={(event) => patch({ summary: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          size="xs"
          label={draftText.version}
          classNames={{ root: classes.row, label: classes.label, input: classes.mono }}
          value={version}
          readOnly={draft.of === null}
          onChange={(event) => patch({ semver: event.currentTarget.value, problem: null })}
        />
        <Select
          size="xs"
          label={draftText.family}
          classNames={{ root: `${classes.row} ${classes.narrow}`, label: classes.short }}
          data={families}
          value={draft.family}
          allowDeselect={false}
          onChange={(family) => patch({ family: family ?? draft.family })}
        />
      </div>
      <Select
        size="xs"
        label={draftText.whoMay}
        classNames={{ root: classes.row, label: classes.label }}
        data={draftText.visibilities}
        value={draft.visibility}
        allowDeselect={false}
        onChange={(next) => patch({ visibility: next === 'private' ? 'private' : 'team' })}
      />
      {draft.of && (
        <Textarea
          size="xs"
          label={draftText.notes}
          placeholder={draftText.notesHint}
          classNames={{ root: classes.row, label: classes.label }}
          value={draft.notes}
          maxLength={MAX_VERSION_NOTES}
          autosize
          maxRows={4}
          onChange={(event) => patch({ notes: event.currentTarget.value })}
        />
      )}
    </section>
  );
}

/** What is different from the newest version, as who uses it will read it. */
function Changes({ draft, content }: { draft: Draft; content: Abstraction }) {
  const { catalog } = useDesigner();
  const [newest] = draft.of?.versions ?? [];
  const last = catalog.abstractions.find(({ id }) => id === newest?.type);
  if (!last) return null;
  const { notes } = readVersionDiff(last, content, catalog);
  return (
    <section className={pane.section} aria-label={draftText.changes(last.version)}>
      <h3>{draftText.changes(last.version)}</h3>
      {notes.length === 0 ? (
        <p className={pane.small}>{draftText.unchanged}</p>
      ) : (
        <VersionNotes notes={notes} catalog={catalog} />
      )}
    </section>
  );
}
