import { uuidv7 } from 'uuidv7';
import type { Staged } from '../../shared/contract/recording.ts';
import type { RecordingId, SessionId, StagedId } from '../../shared/model/ids.ts';
import { attempt, type CallFailure, type Result } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { pickFiles } from '../api/pickFiles.ts';
import { type UploadOptions, upload } from '../api/upload.ts';
import { t } from '../ui/i18n.ts';
import { isDesktop } from './app.ts';
import { addItem, changeItem, dropItem, type ImportItem, importItem, useImports } from './imports.ts';
import { defaultTarget, readyTarget } from './importTarget.ts';
import { actorNow } from './interface.ts';
import { showFailure } from './notices.ts';
import { notePresent } from './presence.ts';
import { mirror, write } from './rows.ts';
import { settingsNow } from './settings.ts';
import { askTranscripts, isTranscriptName } from './transcriptImports.ts';

/** Where a file comes from, for as long as it is on the list: needed to upload it, again if that fails. */
const sources = new Map<string, { readonly file: File; readonly controller: AbortController }>();

const nameWithoutEnding = (fileName: string): string =>
  fileName
    .replace(/\.[^.]{1,5}$/u, '')
    .trim()
    .slice(0, 200) || fileName.slice(0, 200);

/** What a recording is called until somebody says otherwise: file names often say whose it is, and stay outside. */
function defaultLabel(fileName: string): string {
  return settingsNow().keepsFileNames ? nameWithoutEnding(fileName) : t('import.neutralLabel');
}

function begin(fileName: string, byteCount: number, sessionId: SessionId | null): ImportItem {
  const item: ImportItem = {
    id: uuidv7(),
    fileName,
    byteCount,
    phase: 'uploading',
    fraction: 0,
    stage: null,
    stagedId: null,
    probe: null,
    target: defaultTarget(sessionId),
    isTargetChosen: sessionId !== null,
    label: defaultLabel(fileName),
    audioTrack: null,
    failure: null,
    sessionId: null,
  };
  addItem(item);
  return item;
}

const fail = (id: string, failure: CallFailure): void => changeItem(id, { phase: 'failed', failure });

async function probe(id: string, stagedId: StagedId): Promise<void> {
  changeItem(id, { phase: 'probing', stagedId, failure: null });
  const result = await attempt(client.recording.probe({ stagedId }));
  if (importItem(id) === undefined) return;
  if (result.ok) changeItem(id, { phase: 'asking', probe: result.value });
  else fail(id, result.failure);
}

async function uploadAndProbe(id: string, file: File): Promise<void> {
  const controller = new AbortController();
  sources.set(id, { file, controller });
  changeItem(id, { phase: 'uploading', fraction: 0, failure: null });
  const onProgress = (fraction: number): void => changeItem(id, { fraction });
  const result = await upload(file, { onProgress, signal: controller.signal });
  if (importItem(id) === undefined) {
    if (result.ok) void attempt(client.recording.cancel({ stagedId: result.value.stagedId }));
    return;
  }
  if (result.ok) await probe(id, result.value.stagedId);
  else fail(id, result.failure);
}

/**
 * Files dropped on the page or chosen in the browser: transcripts are asked about, the rest are recordings. One after the
 * other: a disk reads one file faster than two.
 */
export async function addFiles(
  files: readonly File[],
  sessionId: SessionId | null,
  recordingId: RecordingId | null = null,
): Promise<void> {
  const [transcripts = [], recordings = []] = [true, false].map((isTranscript) =>
    files.filter(({ name }) => isTranscriptName(name) === isTranscript),
  );
  askTranscripts(transcripts, { sessionId, recordingId });
  const items = recordings.map((file) => ({ file, id: begin(file.name, file.size, sessionId).id }));
  for (const { file, id } of items) {
    if (importItem(id) !== undefined) await uploadAndProbe(id, file);
  }
}

async function addStaged(staged: readonly Staged[], sessionId: SessionId | null): Promise<void> {
  const items = staged.map((each) => ({ ...each, id: begin(each.fileName, each.byteCount, sessionId).id }));
  for (const { id, stagedId } of items) await probe(id, stagedId);
}

/** "Import recordings": asks for files as this host does, and puts them on the list of imports. */
export async function chooseAndAdd(sessionId: SessionId | null): Promise<void> {
  if (!isDesktop()) {
    await addFiles(await pickFiles(true), sessionId);
    return;
  }
  const chosen = await attempt(client.recording.choose());
  if (chosen.ok) await addStaged(chosen.value, sessionId);
  else showFailure(chosen.failure);
}

/** Imports a file whose questions are answered. Leaves nothing behind when it fails or is cancelled. */
export async function startImport(id: string): Promise<void> {
  const item = importItem(id);
  if (item === undefined || item.stagedId === null || item.phase !== 'asking') return;
  const { stagedId, audioTrack, target } = item;
  const label = item.label.trim() || defaultLabel(item.fileName);
  changeItem(id, { phase: 'importing', stage: null, fraction: 0, failure: null });
  const ready = await readyTarget(target);
  if (!ready.ok) {
    fail(id, ready.failure);
    return;
  }
  const { sessionId, undo } = ready.value;
  if (target.kind === 'newCase') joinCase(id, sessionId);
  const call = client.recording.import({ stagedId, sessionId, label, audioTrack, actor: actorNow() });
  const result = await write(call);
  if (result.ok) {
    sources.delete(id);
    changeItem(id, { phase: 'done', sessionId });
    return;
  }
  await undo();
  if (result.failure.code === 'CANCELLED') await removeItem(id);
  else fail(id, result.failure);
}

/** Files dropped together on an empty study belong to one case, unless somebody has said otherwise. */
function joinCase(first: string, sessionId: SessionId): void {
  const caseId = mirror.get('session', sessionId)?.caseId;
  if (caseId === undefined) return;
  for (const { id, target, isTargetChosen } of useImports.getState().items)
    if (id !== first && target.kind === 'newCase' && !isTargetChosen)
      changeItem(id, { target: { kind: 'newSession', caseId } });
}

async function removeItem(id: string): Promise<void> {
  const item = importItem(id);
  dropItem(id);
  sources.get(id)?.controller.abort();
  sources.delete(id);
  if (item?.stagedId != null && item.phase !== 'done')
    await attempt(client.recording.cancel({ stagedId: item.stagedId }));
}

/** Stops what is under way, or takes what is finished or failed off the list. */
export async function cancelImport(id: string): Promise<void> {
  const item = importItem(id);
  // The import's own call ends with CANCELLED and takes the rest back in order.
  if (item?.phase === 'importing' && item.stagedId !== null)
    await attempt(client.recording.cancel({ stagedId: item.stagedId }));
  else await removeItem(id);
}

/** Takes up a failed file where it stopped. */
export async function retryImport(id: string): Promise<void> {
  const item = importItem(id);
  if (item?.phase !== 'failed') return;
  const source = sources.get(id);
  if (item.stagedId === null) {
    if (source !== undefined) await uploadAndProbe(id, source.file);
  } else if (item.probe === null) {
    await probe(id, item.stagedId);
  } else {
    changeItem(id, { phase: 'asking', failure: null });
    await startImport(id);
  }
}

async function stageOne(options: UploadOptions): Promise<Result<Staged> | null> {
  if (isDesktop()) {
    const chosen = await attempt(client.recording.choose());
    if (!chosen.ok) return chosen;
    const [first] = chosen.value;
    return first === undefined ? null : { ok: true, value: first };
  }
  const [file] = await pickFiles(false);
  return file === undefined ? null : upload(file, options);
}

/** Asks for the file of a recording that went missing and puts it back; null when none was chosen. */
export async function relink(id: RecordingId, options: UploadOptions): Promise<Result<null> | null> {
  const staged = await stageOne(options);
  if (staged === null || !staged.ok) return staged;
  const { stagedId } = staged.value;
  const result = await attempt(client.recording.relink({ id, stagedId }));
  if (result.ok) notePresent(id);
  else void attempt(client.recording.cancel({ stagedId }));
  return result;
}
