import { randomBytes } from 'node:crypto';
import type { AppMessage } from '../../../shared/contract/changes.ts';
import type { Exported } from '../../../shared/contract/clip.ts';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { ConsentUse } from '../../../shared/model/consent.ts';
import type { ExportId } from '../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import type { Span } from '../../../shared/time/spans.ts';
import type { Host, ServedFile } from '../host.ts';
import type { MediaDeps } from '../media/types.ts';
import type { Reader } from '../store/connection.ts';
import { coveredBy } from '../store/consent.ts';
import { redactionsOf } from '../store/redaction.ts';
import type { StudyFiles, StudyPath } from '../study/files.ts';
import { fileStem } from '../study/library.ts';
import type { ClipPlan } from './clip-list.ts';
import { reservedBytes } from './staging.ts';
import { zipOf } from './zip.ts';

export type ClipDeps = {
  deps: MediaDeps;
  read: Reader;
  dialogs: Host['dialogs'];
  send: (message: AppMessage) => void;
};

/** What is to be written: null for `span` is a whole recording. */
type Part = { recording: RecordingRow; span: Span | null; fileName: string };
type LeftOut = Exported['leftOut'];
/** How it leaves: covered or not, for what, and who writes that down before it is out. */
export type Leaving = {
  isRedacted: boolean;
  use: ConsentUse;
  log: (fileName: string, count: number) => void;
};
type Ready = { jobId: ExportId; path: StudyPath; fileName: string; mimeType: string };

/**
 * Clips and redacted recordings on their way out. They are made in `exports/JOB.…`, which go when the file has been
 * fetched or saved, when anything fails, when the study is closed, and at the latest when it is opened again.
 */
export class Clips {
  private readonly of: ClipDeps;
  private readonly running = new Map<ExportId, { stopping: AbortController; done: Promise<unknown> }>();
  private readonly ready = new Map<string, Ready>();

  constructor(of: ClipDeps) {
    this.of = of;
  }

  private get files(): StudyFiles {
    return this.of.deps.files;
  }

  get isBusy(): boolean {
    return this.running.size > 0;
  }

  /** What a crash left. */
  async tidy(): Promise<void> {
    for (const name of await this.files.list('exports')) await this.files.remove(`exports/${name}`);
  }

  export(jobId: ExportId, plans: readonly ClipPlan[], leaving: Leaving): Promise<Exported | null> {
    const [covered, leftOut] = this.askConsent(plans, leaving.use);
    const names = new Map<string, number>();
    const parts = covered.map(({ recording, span, name }): Part => {
      const stem = fileStem(name, 'clip');
      const count = (names.get(stem) ?? 0) + 1;
      names.set(stem, count);
      const suffix = count > 1 ? ` (${count})` : '';
      return { recording, span, fileName: `${stem}${suffix}${extensionOf(recording)}` };
    });
    const [first] = parts;
    if (first === undefined) throw new Failure('CONSENT_NOT_GIVEN');
    const archive = parts.length > 1 ? archiveName(covered) : null;
    return this.start(jobId, parts, archive, leftOut, leaving);
  }

  exportRedacted(
    jobId: ExportId,
    whole: Omit<ClipPlan, 'span'>,
    leaving: Omit<Leaving, 'isRedacted'>,
  ): Promise<Exported | null> {
    const { recording, name } = whole;
    const [covered, leftOut] = this.askConsent([{ ...whole, span: { startMs: 0, endMs: 0 } }], leaving.use);
    if (covered.length === 0) throw new Failure('CONSENT_NOT_GIVEN');
    const fileName = `${fileStem(`${name} redacted`, 'redacted')}${extensionOf(recording)}`;
    return this.start(jobId, [{ recording, span: null, fileName }], null, leftOut, {
      ...leaving,
      isRedacted: true,
    });
  }

  private async removeOf(jobId: ExportId): Promise<void> {
    for (const name of await this.files.list('exports'))
      if (name.startsWith(`${jobId}.`)) await this.files.remove(`exports/${name}`);
  }

  /** Work of others that is watched and stopped like an export. Throws CONFLICT. */
  async watch<T>(jobId: ExportId, work: (stopping: AbortController) => Promise<T>): Promise<T> {
    if (this.running.has(jobId)) throw new Failure('CONFLICT', { field: 'jobId' });
    const stopping = new AbortController();
    const answer = work(stopping).finally(() => this.running.delete(jobId));
    this.running.set(jobId, { stopping, done: answer.catch(() => null) });
    return await answer;
  }

  cancel(jobId: ExportId): void {
    this.running.get(jobId)?.stopping.abort();
  }

  /** The file behind an address; it goes once it has been read to its end. */
  async serve(token: string): Promise<ServedFile | null> {
    const ready = this.ready.get(token);
    const found = ready === undefined ? null : await this.files.stat(ready.path);
    if (ready === undefined || found === null) return null;
    const { jobId, path, fileName, mimeType } = ready;
    return {
      mimeType,
      byteCount: found.byteCount,
      downloadName: fileName,
      read: (span) => {
        const isToEnd = span.end === found.byteCount - 1;
        const forget = async (): Promise<void> => {
          this.ready.delete(token);
          await this.removeOf(jobId);
        };
        const body = this.files.read(path, span);
        return isToEnd ? body.pipeThrough(new TransformStream({ flush: forget })) : body;
      },
    };
  }

  /** Stops what is running; nothing of an export stays in the study. It is being closed, or somebody has withdrawn. */
  async clear(): Promise<void> {
    const running = [...this.running.values()];
    for (const { stopping } of running) stopping.abort();
    await Promise.all(running.map(({ done }) => done));
    this.ready.clear();
    await this.tidy();
  }

  private askConsent(plans: readonly ClipPlan[], use: ConsentUse): [covered: ClipPlan[], leftOut: LeftOut] {
    const { read } = this.of;
    const { uncovered } = coveredBy(
      read,
      plans.flatMap(({ personIds }) => personIds),
      use,
    );
    const covered = plans.filter(
      ({ personIds }) => !uncovered.some(({ personId }) => personIds.includes(personId)),
    );
    return [covered, { count: plans.length - covered.length, people: uncovered }];
  }

  private async start(
    jobId: ExportId,
    parts: readonly Part[],
    archive: string | null,
    leftOut: LeftOut,
    leaving: Leaving,
  ): Promise<Exported | null> {
    const { dialogs } = this.of;
    const fileName = archive ?? parts[0]?.fileName ?? '';
    // Nothing is under way until it is answered: a dialog that was left alone must not keep a study from locking itself.
    const savePath = dialogs === null ? null : await dialogs.saveFile(fileName);
    if (dialogs !== null && savePath === null) return null;
    this.files.checkOpen();
    return await this.watch(jobId, async (stopping) => {
      try {
        const made = await this.make(jobId, parts, { archive, fileName, savePath }, leaving, stopping);
        return { ...made, count: parts.length, leftOut };
      } catch (thrown) {
        await this.removeOf(jobId);
        const isCancelled = stopping.signal.aborted && !(stopping.signal.reason instanceof Failure);
        throw isCancelled ? new Failure('CANCELLED') : toFailure(stopping.signal.reason ?? thrown);
      }
    });
  }

  private async make(
    jobId: ExportId,
    parts: readonly Part[],
    { archive, fileName, savePath }: { archive: string | null; fileName: string; savePath: string | null },
    leaving: Leaving,
    stopping: AbortController,
  ): Promise<Omit<Exported, 'count' | 'leftOut'>> {
    const [first] = parts;
    if (first === undefined) throw new Failure('INTERNAL');
    const paths: StudyPath[] = [];
    for (const [index, part] of parts.entries()) {
      const path: StudyPath = `exports/${jobId}.${index}.mp4`;
      paths.push(path);
      const progress = (fraction: number): void => {
        const whole = (index + fraction) / parts.length;
        this.of.send({ type: 'export', jobId, fraction: whole, done: index, count: parts.length });
      };
      await this.cut(part, path, leaving.isRedacted, stopping, progress);
    }
    const path =
      archive === null ? paths[0] : await this.pack(`exports/${jobId}.zip`, parts, paths, stopping.signal);
    if (path === undefined) throw new Failure('INTERNAL');
    const byteCount = (await this.files.stat(path))?.byteCount ?? 0;
    leaving.log(fileName, parts.length);
    if (savePath !== null) {
      await this.files.copyOut(path, savePath);
      await this.removeOf(jobId);
      return { fileName, byteCount, url: null };
    }
    const token = randomBytes(24).toString('base64url');
    const mimeType = archive !== null ? 'application/zip' : `${first.recording.kind}/mp4`;
    this.ready.set(token, { jobId, path, fileName, mimeType });
    return { fileName, byteCount, url: `${routes.exports}${token}` };
  }

  private async cut(
    { recording, span }: Part,
    path: StudyPath,
    isRedacted: boolean,
    stopping: AbortController,
    progress: (fraction: number) => void,
  ): Promise<void> {
    const { deps, read } = this.of;
    const { files, worker } = deps;
    const watchSpace = async (): Promise<void> => {
      if ((await files.freeBytes()) < reservedBytes) stopping.abort(new Failure('DISK_FULL'));
    };
    await watchSpace();
    const redactions = isRedacted ? redactionsOf(read, recording.id) : [];
    await worker.makeCut(
      {
        source: files.place(recording.playedPath),
        target: files.place(path),
        durationMs: recording.durationMs,
        span,
        redactions: redactions.map(({ startMs, endMs, what, channel }) => ({
          startMs,
          endMs,
          what,
          channel,
        })),
        sound: 'aac',
      },
      {
        signal: stopping.signal,
        onProgress: (fraction) => {
          progress(fraction);
          watchSpace().catch(() => null);
        },
      },
    );
  }

  /** One file of many, which then go. */
  private async pack(
    target: StudyPath,
    parts: readonly Part[],
    paths: readonly StudyPath[],
    signal: AbortSignal,
  ): Promise<StudyPath> {
    const { files } = this;
    const entries = await Promise.all(
      paths.map(async (path, index) => ({
        name: parts[index]?.fileName ?? '',
        byteCount: (await files.stat(path))?.byteCount ?? 0,
        read: () => files.read(path),
      })),
    );
    async function* watched(): AsyncGenerator<Uint8Array> {
      for await (const chunk of zipOf(entries, new Date())) {
        if (signal.aborted) throw new Failure('CANCELLED');
        yield chunk;
      }
    }
    await files.receive(target, watched());
    for (const path of paths) await files.remove(path);
    return target;
  }
}

const extensionOf = ({ kind }: RecordingRow): string => (kind === 'video' ? '.mp4' : '.m4a');

/** By the session, when all clips are of one. */
function archiveName(plans: readonly ClipPlan[]): string {
  const stems = new Set(plans.map(({ name }) => /^.* session \d+/.exec(name)?.[0] ?? ''));
  const [stem = ''] = stems;
  return stems.size === 1 && stem !== '' ? `${fileStem(`${stem} clips`, 'Clips')}.zip` : 'Clips.zip';
}
