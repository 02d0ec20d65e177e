import type { ImportStage } from '../../../shared/contract/changes.ts';
import type { ClockCertificate, Probe } from '../../../shared/model/recording.ts';
import type { FilePlace } from '../seal/place.ts';
import type { StudyFiles, StudyPath } from '../study/files.ts';
import type { SilenceJob } from './silence-channel.ts';

/**
 * How a worker process is made differs by host (child_process.fork on Node; utilityProcess on Electron, where running
 * as Node is fused off), so hosts inject it. `onExit` fires once, however the process ended.
 */
export type WorkerChannel = {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
};
export type SpawnWorker = () => WorkerChannel;

export type PlaybackCopyJob = {
  source: FilePlace;
  target: FilePlace;
  certificate: ClockCertificate;
  /** Stream index of the chosen audio track; null plays the first. */
  audioTrack: number | null;
};

export type CutJob = {
  /** The very file that is played: its clock is the recording's. */
  source: FilePlace;
  /** The MP4 to be written. */
  target: FilePlace;
  /** Of the whole recording, for telling how far it is. */
  durationMs: number;
  /** From `startMs` to before `endMs`; null: the whole recording, every instant kept. */
  span: { startMs: number; endMs: number } | null;
  redactions: MediaRedaction[];
  /** AAC opens in any player, and holds no more than two channels: more become FLAC. FLAC adds no loss. */
  sound: 'aac' | 'flac';
};

/** A span that is not to be heard (on one channel, from 0, or on all: null) or not to be seen. */
export type MediaRedaction = {
  startMs: number;
  endMs: number;
  what: 'mute' | 'beep' | 'blur' | 'blank';
  channel: number | null;
};

export type PeaksJob = {
  /** The very file that is played. */
  played: FilePlace;
  /** This recording's folder, made when it is not there; its files are sealed for the key. */
  folder: FilePlace;
};

export type TranscribeJob = {
  /** The very file that is played. */
  played: FilePlace;
  /** A whisper model in ggml format, in the clear; and the language it is to hear, `auto` to listen for it first. */
  model: { path: string; language: string };
};

/** Machine-made. Integer ms of the recording. */
export type DraftedTurn = { startMs: number; endMs: number; text: string };

/** Pairs written so far, flushed and readable, of the finest level; coarser levels follow within the same flush. */
export type PeaksProgress = {
  fraction: number;
  sampleRate: number;
  channels: number;
  levels: PeaksLevel[];
};

export type PeaksLevel = { samplesPerPair: number; pairCount: number };

export type PeaksSummary = {
  /** 0 when there is no sound. */
  sampleRate: number;
  /** 0 when there is no sound. */
  channels: number;
  decodedDurationMs: number;
  levels: PeaksLevel[];
};

/** Calls into the worker process. Every promise may be refused with WORKER_CRASHED; the caller may call again. */
export interface MediaWorker {
  /** Whether FFmpeg, asked to open addresses of the network, refuses them before it tries. */
  isOffline(): Promise<boolean>;
  probe(source: FilePlace): Promise<Probe>;
  certify(source: FilePlace, choice: { audioTrack: number | null }): Promise<ClockCertificate>;
  makePlaybackCopy(
    job: PlaybackCopyJob,
    options?: { onProgress?: (fraction: number) => void; signal?: AbortSignal },
  ): Promise<void>;
  makeCut(
    job: CutJob,
    options?: { onProgress?: (fraction: number) => void; signal?: AbortSignal },
  ): Promise<void>;
  /** Writes FLAC without picture. */
  silenceChannel(
    job: SilenceJob,
    options?: { onProgress?: (fraction: number) => void; signal?: AbortSignal },
  ): Promise<void>;
  /** False, and no file, where the kind of file cannot be written back. */
  removeTags(
    job: { source: FilePlace; target: FilePlace },
    options?: { onProgress?: (fraction: number) => void; signal?: AbortSignal },
  ): Promise<boolean>;
  computePeaks(
    job: PeaksJob,
    options?: { onProgress?: (progress: PeaksProgress) => void; signal?: AbortSignal },
  ): Promise<PeaksSummary>;
  /** Tells what is said, as a model on this machine understands it. Throws besides MODEL_NOT_RECOGNISED, DRAFT_UNAVAILABLE. */
  transcribe(
    job: TranscribeJob,
    options?: { onTurns?: (turns: DraftedTurn[]) => void; signal?: AbortSignal },
  ): Promise<void>;
  /** Ends the process, and with it all that it was told; the next call starts another. Calls under way are CANCELLED. */
  forget(): void;
  dispose(): void;
}

export type MediaDeps = { files: StudyFiles; worker: MediaWorker };

export type ImportSource =
  /** An upload, already in `media/`: is moved. */
  | { kind: 'staged'; path: StudyPath; checksum: string; byteCount: number; fileName: string }
  /** A file chosen in a desktop dialog: is copied, the original is left alone. */
  | { kind: 'external'; absolutePath: string };

export type ImportJob = {
  recordingId: string;
  source: ImportSource;
  /** Stream index of the chosen audio track; null plays the first. */
  audioTrack: number | null;
  /** Else the row gets a neutral name with the file's ending. */
  keepsFileName?: boolean;
  /** Writes the original anew without its container's tags, where its kind of file allows; else it is kept bit for bit. */
  removesTags?: boolean;
};

export type ImportProgress = {
  stage: ImportStage;
  /** 0 to 1 within the stage. */
  fraction: number;
};

export type ImportedMedia = {
  recordingId: string;
  fileName: string;
  hasTagsRemoved: boolean;
  kind: 'audio' | 'video';
  /** SHA-256 of the original, hexadecimal. */
  checksum: string;
  byteCount: number;
  durationMs: number;
  originalPath: StudyPath;
  /** Same as `originalPath` when the file plays as it is. */
  playedPath: StudyPath;
  playedMimeType: string;
  probe: Probe;
  audioTrack: number | null;
  certificate: ClockCertificate;
};
