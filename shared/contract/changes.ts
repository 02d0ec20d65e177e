import type { ExportId, InterviewId, PersonId, RecordingId, StagedId } from '../model/ids.ts';
import type { RowChange } from '../model/rows.ts';
import type { FailureCode, FailureData } from './failure.ts';
import type { FoundName, KeyFileState } from './names.ts';
import type { WithdrawalStage } from './withdrawal.ts';

/** What one committed edit did. `seq` is its place in the journal: a page ignores a row older than the one it has. */
export type Change = {
  seq: number;
  name: string;
  kind: 'edit' | 'undo' | 'redo';
  actor: PersonId | null;
  at: number;
  rows: RowChange[];
};

export type ImportStage = 'copying' | 'removingTags' | 'readingClock' | 'makingPlaybackCopy';

export type PeaksState = {
  recordingId: RecordingId;
  /** Samples a second, and channels, of the file that is played; 0 channels: it has no sound. */
  sampleRate: number;
  channels: number;
  /** Finest first. `pairCount` grows until `isComplete`. */
  levels: { samplesPerPair: number; pairCount: number }[];
  isComplete: boolean;
  failure: { code: FailureCode; data: FailureData } | null;
};

/** The recall interview that is held, and the window that holds it (null: a caller without a window). */
export type Holder = {
  interviewId: InterviewId;
  recallerId: PersonId;
  windowId: string | null;
  /** Whether what other recallers marked and said is kept from every window meanwhile. */
  isBlind: boolean;
};

/** Everything the core tells the page unasked. */
export type AppMessage =
  | { type: 'change'; change: Change }
  | { type: 'import'; stagedId: StagedId; stage: ImportStage; fraction: number }
  | { type: 'peaks'; peaks: PeaksState }
  /** Clips being made: `done` of `count` are, `fraction` is of all. */
  | { type: 'export'; jobId: ExportId; fraction: number; done: number; count: number }
  /** The recaller pressed Stop in the second window, at this wall time. */
  | { type: 'recallerStop'; at: number }
  | { type: 'blank'; isBlank: boolean }
  /** Who holds a recall interview has changed, or whose it is; null: nobody holds one. */
  | { type: 'holding'; holder: Holder | null }
  /** Sealing or unsealing a study, which is closed meanwhile. */
  | { type: 'conversion'; doneBytes: number; totalBytes: number }
  /** A file of the study is not as it was written; it was not used. One in `peaks/` is made anew when it is next asked for. */
  | { type: 'altered'; file: string }
  /** Stages of a withdrawal that goes on; `fraction` 0 to 1 within the stage where it is known. */
  | { type: 'withdrawal'; stage: WithdrawalStage; fraction: number | null }
  | { type: 'names'; state: KeyFileState | null }
  /** Names from the open key file were written into these rows just now. */
  | { type: 'namesFound'; places: FoundName[] }
  /** A study has been opened (see `StudyContents.opening`) or, with null, closed; the first word to everybody who listens. */
  | { type: 'study'; opening: string | null };
