import { uuidv7 } from 'uuidv7';
import { create } from 'zustand';
import type { TextEncoding } from '../../shared/interchange/encodings.ts';
import type { TranscriptFile } from '../../shared/interchange/read-transcript.ts';
import type { RecordingId, SessionId, StagedId } from '../../shared/model/ids.ts';
import { attempt, type CallFailure } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { pickFiles } from '../api/pickFiles.ts';
import { upload } from '../api/upload.ts';

/** A transcript's file, from the drop until it is imported or left. One at a time is on screen, with its questions. */
export type TranscriptImport = {
  readonly id: string;
  readonly file: File;
  /** Where the person was when they chose it: the recording on the desk, or only a session, or neither. */
  readonly sessionId: SessionId | null;
  readonly recordingId: RecordingId | null;
  readonly stagedId: StagedId | null;
  readonly found: TranscriptFile | null;
  readonly failure: CallFailure | null;
};

export const useTranscriptImports = create<{ readonly items: readonly TranscriptImport[] }>(() => ({
  items: [],
}));

const kinds = '.srt,.vtt,.txt,.docx,.eaf,.TextGrid';
const ending = /\.(?:srt|vtt|txt|docx|eaf|textgrid)$/i;

/** By its name, as whoever drops several files at once means it; what it really is the core finds out. */
export function isTranscriptName(fileName: string): boolean {
  return ending.test(fileName);
}

type Place = { readonly sessionId: SessionId | null; readonly recordingId?: RecordingId | null };

/** Files chosen or dropped: asked about one after the other. */
export function askTranscripts(files: readonly File[], { sessionId, recordingId = null }: Place): void {
  const items = files.map(
    (file): TranscriptImport => ({
      id: uuidv7(),
      file,
      sessionId,
      recordingId,
      stagedId: null,
      found: null,
      failure: null,
    }),
  );
  useTranscriptImports.setState((state) => ({ items: [...state.items, ...items] }));
  for (const { id } of items) void send(id);
}

export async function chooseTranscripts(place: Place): Promise<void> {
  askTranscripts(await pickFiles(true, kinds), place);
}

function change(id: string, changes: Partial<TranscriptImport>): void {
  useTranscriptImports.setState(({ items }) => ({
    items: items.map((item) => (item.id === id ? { ...item, ...changes } : item)),
  }));
}

const itemOf = (id: string): TranscriptImport | undefined =>
  useTranscriptImports.getState().items.find((item) => item.id === id);

async function send(id: string): Promise<void> {
  const item = itemOf(id);
  if (item === undefined) return;
  const signal = new AbortController().signal;
  const sent = await upload(item.file, { onProgress: () => undefined, signal });
  if (!sent.ok) {
    change(id, { failure: sent.failure });
    return;
  }
  const { stagedId } = sent.value;
  if (itemOf(id) === undefined) void attempt(client.recording.cancel({ stagedId }));
  else {
    change(id, { stagedId });
    await readAs(id, null);
  }
}

/** Reads it again in another encoding; with null in the one that is recognised. */
export async function readAs(id: string, encoding: TextEncoding | null): Promise<void> {
  const stagedId = itemOf(id)?.stagedId;
  if (stagedId == null) return;
  const read = await attempt(client.transcript.read({ stagedId, encoding }));
  change(id, read.ok ? { found: read.value, failure: null } : { found: null, failure: read.failure });
}

/** Imported or left: the core lets go of the file, and the next one is asked about. */
export function dropTranscript(id: string): void {
  const stagedId = itemOf(id)?.stagedId;
  useTranscriptImports.setState(({ items }) => ({ items: items.filter((item) => item.id !== id) }));
  if (stagedId != null) void attempt(client.recording.cancel({ stagedId }));
}

/** Another study is open, where none of them belongs. */
export function forgetTranscriptImports(): void {
  useTranscriptImports.setState({ items: [] });
}
