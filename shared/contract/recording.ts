import * as z from 'zod';
import * as ids from '../model/ids.ts';
import type { Probe } from '../model/recording.ts';
import { shortText } from '../model/rows.ts';
import { procedure, type, writing } from './base.ts';
import type { Change, PeaksState } from './changes.ts';

/** A file waiting to be imported: uploaded by the page, or chosen in the desktop's dialog. */
export type Staged = { stagedId: ids.StagedId; fileName: string; byteCount: number };

export const recordingContract = {
  /** Asks the desktop for files; none when nothing was chosen. On the browser host the page uploads instead: NOT_ALLOWED. */
  choose: procedure.output(type<Staged[]>()),
  /** Failures: MEDIA_NOT_RECOGNISED, MEDIA_EMPTY, MEDIA_NO_TRACK, WORKER_CRASHED. */
  probe: procedure.input(z.object({ stagedId: ids.stagedId })).output(type<Probe>()),
  /**
   * Copies it in, reads its clock, makes a playback copy where one is needed; then it plays. Peaks follow by themselves.
   * It finishes whole or leaves no trace. Progress arrives as `import` messages.
   */
  import: procedure
    .input(
      writing({
        stagedId: ids.stagedId,
        sessionId: ids.sessionId,
        label: shortText,
        audioTrack: z.int().min(0).nullable(),
      }),
    )
    .output(type<{ id: ids.RecordingId; change: Change }>()),
  /** Stops an import under way (it ends with CANCELLED), or lets go of a staged file. */
  cancel: procedure.input(z.object({ stagedId: ids.stagedId })).output(type<null>()),
  /** The state of the waveform data, making them when they are missing. `peaks` messages follow until complete. */
  peaks: procedure.input(z.object({ id: ids.recordingId })).output(type<PeaksState>()),
  /** Whether the files are where they should be. */
  check: procedure.input(z.object({ id: ids.recordingId })).output(type<{ isPresent: boolean }>()),
  /** Puts a file back that went missing. Failure: MEDIA_MISMATCH when its checksum is another. */
  relink: procedure.input(z.object({ id: ids.recordingId, stagedId: ids.stagedId })).output(type<null>()),
  rename: procedure.input(writing({ id: ids.recordingId, label: shortText })).output(type<Change>()),
  /** The row and the files, for good: files are not journaled, so this cannot be undone. Failure: IN_USE while moments stand on it. */
  remove: procedure.input(writing({ id: ids.recordingId })).output(type<Change>()),
};
