import type { Protection } from '../../shared/contract/protection.ts';
import type { Staged } from '../../shared/contract/recording.ts';
import type { SpawnWorker } from './media/types.ts';

/**
 * What differs between the two hosts, injected by the composition roots. Everything else is the same application.
 */
export type Host = {
  kind: 'desktop' | 'browser';
  version: string;
  /** The user's own folder: device id and the list of recent studies. */
  profileFolder: string;
  /** Where new studies are made. */
  studiesFolder: string;
  /** The sample study that ships with the app. */
  sampleFolder: string;
  spawnWorker: SpawnWorker;
  /** Native dialogs; null where there are none. They answer absolute paths, which stay in the core. */
  dialogs: {
    chooseStudy(): Promise<string | null>;
    chooseMedia(): Promise<string[]>;
    /** A key file that is there. */
    chooseKeyFile(): Promise<string | null>;
    /** Where a key file is to be written; what is there already the system has asked about. */
    placeKeyFile(fileName: string): Promise<string | null>;
    /** Where to save a file that is proposed under this name; null: nowhere. */
    saveFile(fileName: string): Promise<string | null>;
  } | null;
  /** What this host can tell of its guard, measured when asked. */
  protection?(): Pick<Protection, 'listening' | 'refused' | 'blocked'>;
  /** Base-2 logarithm of the work that a passphrase costs; lower than the default in tests only. */
  passphraseWorkFactor?: number;
  /**
   * Opens the second window, for the recaller's screen. Answers the address for the page to open where the host has no
   * windows of its own, else null.
   */
  openRecallerWindow?(): Promise<string | null>;
};

/** A file that may be sent, whole or in part. `span` counts as HTTP does: both ends included. */
export type ServedFile = {
  mimeType: string;
  byteCount: number;
  /** Set for what is saved rather than shown. */
  downloadName?: string;
  read(span: { start: number; end: number }): ReadableStream<Uint8Array>;
};

/** Bytes of the open study by id; null: there is no such thing. Ids arrive unchecked, from a URL. */
export type ByteSource = {
  media(recordingId: string): Promise<ServedFile | null>;
  peaks(recordingId: string, samplesPerPair: string): Promise<ServedFile | null>;
  /** A file that was exported, by the token of its address. */
  exported(token: string): Promise<ServedFile | null>;
  /** Stages a file. Throws Failure: STUDY_NOT_OPEN, DISK_FULL, NO_PERMISSION, NAME_INVALID. */
  upload(fileName: string, body: ReadableStream<Uint8Array>): Promise<Staged>;
  /** Appends a slice of a recall interview's own recording; answers how many bytes it has now. Failures: CONFLICT, DISK_FULL. */
  appendPart(
    part: { interviewId: string; partId: string; startMs: number; offset: number },
    slice: Uint8Array,
  ): Promise<number>;
};
