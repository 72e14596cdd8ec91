import { Button, FileInput, Progress as Bar, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { failureOf } from '../../../api/errors.ts';
import { filesErrors, filesText } from '../../../messages/access.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { bytes } from '../../../ui/format/quantity.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import type { Machine } from './machine.ts';
import { download, MAX_UPLOAD, pathProblem, upload, type Progress } from './transfer.ts';
import classes from './access.module.css';

const FOLDER = '/srv';
const PERCENT = 100;

interface FilesDialogProps {
  machine: Machine;
  /** The first of its folders that is kept from slot to slot; null when none is. */
  kept: string | null;
  onClose: () => void;
}

/** Files into a machine and out of it. */
export function FilesDialog({ machine, kept, onClose }: FilesDialogProps) {
  return (
    <Dialog onClose={onClose} title={filesText.title(machine.name)}>
      {kept !== null && <p className={classes.hint}>{filesText.kept(kept)}</p>}
      <Upload machine={machine} folder={kept ?? FOLDER} />
      <Download machine={machine} folder={kept ?? ''} />
    </Dialog>
  );
}

function Upload({ machine, folder }: { machine: Machine; folder: string }) {
  const [file, setFile] = useState<File | null>(null);
  const [path, setPath] = useState(`${folder}/`);
  const transfer = useTransfer();
  const button = useRefocus<HTMLButtonElement>(transfer.ended);
  const tooLarge = file !== null && file.size > MAX_UPLOAD;
  const send = () =>
    transfer.run(path, async (run) => {
      if (!file) return;
      await upload({ machine, path, ...run }, file);
      if (!run.signal.aborted) notifications.show({ message: filesText.sent(path) });
    });
  return (
    <form className={classes.part} onSubmit={submitting(send)}>
      <h3>{filesText.upload}</h3>
      <FileInput
        label={filesText.file}
        placeholder={filesText.choose}
        value={file}
        error={tooLarge ? filesText.tooLarge : undefined}
        onChange={(chosen) => {
          setFile(chosen);
          // The folder that was typed stays; the name follows the file.
          if (chosen) setPath(path.slice(0, path.lastIndexOf('/') + 1) + chosen.name);
        }}
      />
      <TextInput
        label={filesText.to}
        description={filesText.toHint}
        value={path}
        error={transfer.wrong ? filesText[transfer.wrong] : undefined}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Row what="upload" transfer={transfer}>
        <Button type="submit" ref={button} disabled={file === null || tooLarge} loading={transfer.busy}>
          {filesText.send}
        </Button>
      </Row>
    </form>
  );
}

function Download({ machine, folder }: { machine: Machine; folder: string }) {
  const [path, setPath] = useState(folder);
  const transfer = useTransfer();
  const button = useRefocus<HTMLButtonElement>(transfer.ended);
  const get = () => transfer.run(path, (run) => download({ machine, path, ...run }));
  return (
    <form className={classes.part} onSubmit={submitting(get)}>
      <h3>{filesText.download}</h3>
      <TextInput
        label={filesText.from}
        description={filesText.fromHint}
        value={path}
        error={transfer.wrong ? filesText[transfer.wrong] : undefined}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Row what="download" transfer={transfer}>
        <Button type="submit" ref={button} variant="default" disabled={path === ''} loading={transfer.busy}>
          {filesText.get}
        </Button>
      </Row>
    </form>
  );
}

const submitting = (work: () => void) => (event: FormEvent) => {
  event.preventDefault();
  work();
};

type Run = (work: { signal: AbortSignal; onProgress: (progress: Progress) => void }) => Promise<void>;

interface TransferState {
  readonly busy: boolean;
  readonly wrong: ReturnType<typeof pathProblem>;
  readonly progress: Progress | null;
  readonly error: unknown;
  /** One was there, and is over. */
  readonly ended: boolean;
  run(path: string, work: Run): void;
  stop(): void;
}

/** One transfer at a time; it ends with the dialog. */
function useTransfer(): TransferState {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [wrong, setWrong] = useState<ReturnType<typeof pathProblem>>(null);
  const control = useRef<AbortController>(null);
  const [ended, setEnded] = useState(false);
  useEffect(() => () => control.current?.abort(), []);
  return {
    busy: progress !== null,
    wrong,
    progress,
    error,
    ended,
    stop: () => control.current?.abort(),
    run: (path, work) => {
      setError(null);
      const problem = pathProblem(path);
      setWrong(problem);
      if (problem) return;
      const { signal } = (control.current = new AbortController());
      setEnded(false);
      setProgress({ done: 0, all: null });
      work({ signal, onProgress: setProgress })
        .catch(setError)
        .finally(() => {
          setProgress(null);
          setEnded(true);
        });
    },
  };
}

interface RowProps {
  what: 'upload' | 'download';
  transfer: TransferState;
  children: ReactNode;
}

function Row({ what, transfer, children }: RowProps) {
  const { progress, error, stop } = transfer;
  const all = progress?.all ?? null;
  return (
    <>
      {error !== null && <ErrorNotice error={error} instead={filesErrors(what, failureOf(error).issues)} />}
      <div className={classes.row}>
        {progress ? (
          <>
            <span role="status">
              {filesText.progress(bytes(progress.done), all === null ? null : bytes(all))}
              <Bar
                value={all ? (PERCENT * progress.done) / all : 0}
                animated={all === null}
                aria-label={filesText[what]}
              />
            </span>
            <Button variant="default" onClick={stop}>
              {filesText.stop}
            </Button>
          </>
        ) : (
          <span />
        )}
        {children}
      </div>
    </>
  );
}
