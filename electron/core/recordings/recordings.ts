import type { AppMessage, Change, PeaksState } from '../../../shared/contract/changes.ts';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import {
  type ExportId,
  type InterviewId,
  type PersonId,
  type RecordingId,
  recordingId,
  type SessionId,
  type StagedId,
} from '../../../shared/model/ids.ts';
import type { Probe } from '../../../shared/model/recording.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { type StudyPath, studyPath } from '../../../shared/model/study-path.ts';
import type { ServedFile } from '../host.ts';
import { importMedia, removeUnfinishedImports, settleImport } from '../media/import.ts';
import type { ImportedMedia, MediaDeps } from '../media/types.ts';
import { newId } from '../store/ids.ts';
import { removeRecording } from '../store/moment.ts';
import { studyOf } from '../store/study.ts';
import { findRow, getRow } from '../store/tables.ts';
import type { OpenStudy } from '../study/open.ts';
import { type Draft, draftTranscript } from './draft.ts';
import { InterviewParts } from './interview-parts.ts';
import { PeaksJobs } from './peaks.ts';
import { finishErasings, replaceByRedacted } from './replace.ts';
import { makeSilenced } from './silence.ts';
import { Staging } from './staging.ts';

export type ImportInput = {
  stagedId: StagedId;
  sessionId: SessionId;
  label: string;
  audioTrack: number | null;
  actor: PersonId | null;
  /** Recorded by the app itself: there is nothing to take out of it. */
  isMadeHere?: boolean;
  /** For a recall interview's own recording. */
  interview?: { interviewId: InterviewId; interviewStartMs: number; interviewRate: number };
};

/** The recordings of the open study: brought in, served, looked after. Where rows and files meet. */
export class Recordings {
  readonly staging: Staging;
  readonly parts: InterviewParts;
  private readonly study: OpenStudy;
  private readonly deps: MediaDeps;
  private readonly peaks: PeaksJobs;
  private readonly send: (message: AppMessage) => void;
  private readonly imports = new Map<StagedId, AbortController>();

  constructor(study: OpenStudy, worker: MediaDeps['worker'], send: (message: AppMessage) => void) {
    this.study = study;
    this.send = send;
    this.deps = { files: study.files, worker };
    this.staging = new Staging(study.files);
    this.parts = new InterviewParts(study.files);
    this.peaks = new PeaksJobs(this.deps, send);
  }

  /** An import is under way, or an interview's sound was added to within the last seconds: not a time to close. */
  get isBusy(): boolean {
    return this.imports.size > 0 || this.parts.isGrowing;
  }

  /** Clears what a crash left of imports that never got their row. */
  async tidy(): Promise<void> {
    const rows = this.study.store.read.all('SELECT original_path, played_path FROM recordings');
    const paths = rows.flatMap((row) => [row['original_path'], row['played_path']]);
    const known = new Set(paths.flatMap((path) => studyPath.safeParse(path).data ?? []));
    await removeUnfinishedImports(this.study.files, known);
    await finishErasings(this.study.files, known);
  }

  /** Throws NOT_FOUND. */
  get(id: RecordingId): RecordingRow {
    return getRow(this.study.store.read, 'recording', id);
  }

  /** Drafts a transcript: see `draftTranscript`. */
  async draft(draft: Draft, signal: AbortSignal | undefined): Promise<void> {
    await draftTranscript({ ...this.deps, staging: this.staging, store: this.study.store }, draft, signal);
  }

  async probe(id: StagedId): Promise<Probe> {
    return await this.deps.worker.probe(this.staging.get(id).place);
  }

  /** Whole or not at all: the row is written once every file is in its place; without the row the files go again. */
  async import(input: ImportInput): Promise<{ id: RecordingId; change: Change }> {
    const { stagedId, audioTrack } = input;
    const staged = this.staging.get(stagedId);
    if (this.imports.has(stagedId)) throw new Failure('CONFLICT', { field: 'stagedId' });
    const stopping = new AbortController();
    this.imports.set(stagedId, stopping);
    const id = newId(recordingId);
    try {
      const media = await importMedia(
        this.deps,
        { recordingId: id, source: staged.source, audioTrack, ...this.hygiene(input) },
        {
          signal: stopping.signal,
          onProgress: ({ stage, fraction }) => this.send({ type: 'import', stagedId, stage, fraction }),
        },
      );
      const change = await this.insert(id, input, media);
      await settleImport(this.study.files, id);
      await this.staging.discard(stagedId);
      void this.peaks.stateOf(this.get(id));
      return { id, change };
    } catch (thrown) {
      await this.staging.discard(stagedId);
      throw stopping.signal.aborted ? new Failure('CANCELLED') : toFailure(thrown);
    } finally {
      this.imports.delete(stagedId);
    }
  }

  /** What the study keeps of files beside what is heard and seen. */
  private hygiene({ isMadeHere = false }: ImportInput): { keepsFileName: boolean; removesTags: boolean } {
    const { keepsFileNames, removesTags } = studyOf(this.study.store.read).settings;
    return { keepsFileName: keepsFileNames || isMadeHere, removesTags: removesTags && !isMadeHere };
  }

  private async insert(id: RecordingId, input: ImportInput, media: ImportedMedia): Promise<Change> {
    const { recordingId: _, ...facts } = media;
    try {
      return this.study.store.edit('recording.import', { actor: input.actor, isUndoable: false }, (edit) => {
        edit.get('session', input.sessionId);
        edit.insert('recording', {
          id,
          sessionId: input.sessionId,
          label: input.label,
          ...facts,
          createdAt: Date.now(),
          ...(input.interview ?? { interviewId: null, interviewStartMs: null, interviewRate: null }),
        });
      }).change;
    } catch (thrown) {
      await this.removeFiles(id, media);
      throw thrown;
    }
  }

  async cancel(id: StagedId): Promise<void> {
    const running = this.imports.get(id);
    if (running === undefined) await this.staging.discard(id);
    else running.abort();
  }

  peaksOf(id: RecordingId): Promise<PeaksState> {
    return this.peaks.stateOf(this.get(id));
  }

  /** Whether what is played is where it should be; the original alone may be gone without harm to the work. */
  async isPresent(id: RecordingId): Promise<boolean> {
    return (await this.study.files.stat(this.get(id).playedPath)) !== null;
  }

  /**
   * Puts back files that went missing from a copy of the same original, told by its checksum. A playback copy is made
   * again from it, and so is an original without tags: the same file gives the same bytes. Throws MEDIA_MISMATCH.
   */
  async relink(id: RecordingId, staged: StagedId): Promise<void> {
    const recording = this.get(id);
    const { source } = this.staging.get(staged);
    const again = newId(recordingId);
    const { files } = this.study;
    const mismatch = new Failure('MEDIA_MISMATCH', { fileName: recording.fileName });
    try {
      // An upload was hashed as it came: another file is refused before minutes go into its playback copy.
      const isComparable = source.kind === 'staged' && !recording.hasTagsRemoved;
      if (isComparable && source.checksum !== recording.checksum) throw mismatch;
      const media = await importMedia(
        this.deps,
        {
          recordingId: again,
          source,
          audioTrack: recording.audioTrack,
          keepsFileName: false,
          removesTags: recording.hasTagsRemoved,
        },
        {},
      );
      if (media.checksum !== recording.checksum) {
        await this.removeFiles(again, media);
        throw mismatch;
      }
      await files.rename(media.originalPath, recording.originalPath);
      if (media.playedPath !== media.originalPath) await files.rename(media.playedPath, recording.playedPath);
      await settleImport(files, again);
      this.peaks.forget(id);
    } finally {
      await this.staging.discard(staged);
    }
  }

  /** The recording as it leaves the study, in the place of the recording itself: see `replaceByRedacted`. */
  async replaceByRedacted(
    of: { id: RecordingId; actor: PersonId | null; jobId: ExportId },
    stopping: AbortController,
  ): Promise<Change> {
    const { jobId } = of;
    const change = await replaceByRedacted(this.deps, this.study.store, of, {
      signal: stopping.signal,
      onProgress: (fraction) => this.send({ type: 'export', jobId, fraction, done: 0, count: 1 }),
    });
    this.peaks.forget(of.id);
    void this.peaks.stateOf(this.get(of.id));
    return change;
  }

  async remove(id: RecordingId, actor: PersonId | null): Promise<Change> {
    const recording = this.get(id);
    const { change } = this.study.store.edit('recording.remove', { actor, isUndoable: false }, (edit) =>
      removeRecording(edit, id),
    );
    await this.removeFiles(id, recording);
    return change;
  }

  /** Puts the recording without one channel in its place; the files it had are the caller's to remove. */
  async silence(
    id: RecordingId,
    channel: number,
    actor: PersonId | null,
    onProgress: (fraction: number) => void,
  ): Promise<void> {
    const { media, settle } = await makeSilenced(this.deps, this.get(id), channel, onProgress);
    const { recordingId: _, ...facts } = media;
    this.study.store.edit('withdrawal.silence', { actor, isUndoable: false }, (edit) =>
      edit.update('recording', id, facts),
    );
    await settle();
    this.forget(id);
    await this.study.files.remove(`peaks/${id}`);
  }

  /** Its waveform is none any more. */
  forget(id: RecordingId): void {
    this.peaks.forget(id);
  }

  /** Of all that is found altered, waveforms can be made again. */
  noteAltered(file: string): void {
    const [area, id = ''] = file.split('/');
    if (area === 'peaks') this.peaks.doubt(id);
  }

  private async removeFiles(
    id: RecordingId,
    paths: Pick<RecordingRow, 'originalPath' | 'playedPath'>,
  ): Promise<void> {
    this.peaks.forget(id);
    const { files } = this.study;
    for (const path of new Set([paths.originalPath, paths.playedPath])) await files.remove(path);
    await files.remove(`peaks/${id}`);
    await settleImport(files, id);
  }

  async serveMedia(id: string): Promise<ServedFile | null> {
    const recording = findRow(this.study.store.read, 'recording', id);
    if (recording === null) return null;
    return await this.serve(recording.playedPath, recording.playedMimeType);
  }

  async servePeaks(id: string, samplesPerPair: string): Promise<ServedFile | null> {
    if (!recordingId.safeParse(id).success || !/^\d{1,6}$/.test(samplesPerPair)) return null;
    return await this.serve(`peaks/${id}/${samplesPerPair}.dat`, 'application/octet-stream');
  }

  private async serve(path: StudyPath, mimeType: string): Promise<ServedFile | null> {
    const { files } = this.study;
    const found = await files.stat(path);
    return found === null
      ? null
      : { mimeType, byteCount: found.byteCount, read: (span) => files.read(path, span) };
  }

  dispose(): void {
    for (const running of this.imports.values()) running.abort();
    this.peaks.dispose();
  }
}
