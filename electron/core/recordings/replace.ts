import * as z from 'zod';
import type { Change } from '../../../shared/contract/changes.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { PersonId, RecordingId } from '../../../shared/model/ids.ts';
import type { MediaDeps } from '../media/types.ts';
import { parseJson } from '../parse-json.ts';
import type { FilePlace } from '../seal/place.ts';
import { redactionsOf } from '../store/redaction.ts';
import type { Store } from '../store/store.ts';
import { findRow, getRow } from '../store/tables.ts';
import type { StudyFiles, StudyPath } from '../study/files.ts';
import { bringInAgain } from './bring-in-again.ts';

/** Says which files are to go: written before the row forgets them, so that a crash in between does not keep them. */
const erasingSuffix = '.erasing';
const toErase = z.array(z.templateLiteral(['media/', z.string()]));
/** A redacted recording keeps every instant; one that comes out this much longer or shorter is not taken. */
const mostDifferenceMs = 100;

/**
 * Puts the redacted version in the place of a recording, for good: its certificate is made anew, its redactions are
 * done and go, and the files it had are erased. Nothing is lost in the sound besides (FLAC). It either comes to its end
 * or leaves everything as it was. Throws NOT_FOUND, INPUT_INVALID while nothing is redacted, and as `importMedia`.
 */
export async function replaceByRedacted(
  { files, worker }: MediaDeps,
  store: Store,
  of: { id: RecordingId; actor: PersonId | null },
  options: { signal: AbortSignal; onProgress: (fraction: number) => void },
): Promise<Change> {
  const recording = getRow(store.read, 'recording', of.id);
  const redactions = redactionsOf(store.read, of.id);
  if (redactions.length === 0) throw new Failure('INPUT_INVALID', { field: 'redactions' });
  const fileName = recording.kind === 'video' ? 'recording.mp4' : 'recording.m4a';
  const { signal } = options;
  const cut = (target: FilePlace): Promise<void> =>
    worker.makeCut(
      {
        source: files.place(recording.playedPath),
        target,
        durationMs: recording.durationMs,
        span: null,
        redactions: redactions.map(({ startMs, endMs, what, channel }) => ({
          startMs,
          endMs,
          what,
          channel,
        })),
        sound: 'flac',
      },
      options,
    );
  const { media, settle } = await bringInAgain({ files, worker }, fileName, cut, { signal });
  const { recordingId: again, durationMs, ...facts } = media;
  const marker: StudyPath = `media/${again}${erasingSuffix}`;
  try {
    if (Math.abs(durationMs - recording.durationMs) > mostDifferenceMs) throw new Failure('INTERNAL');
    await files.write(marker, JSON.stringify([...new Set([recording.originalPath, recording.playedPath])]));
    const { change } = store.edit('recording.redact', { actor: of.actor, isUndoable: false }, (edit) => {
      edit.removeWhere('redaction', 'recordingId', of.id);
      edit.update('recording', of.id, facts);
    });
    await settle();
    await finishErasing(files, marker, new Set([facts.originalPath, facts.playedPath]));
    await files.remove(`peaks/${of.id}`);
    return change;
  } catch (thrown) {
    const isDone = findRow(store.read, 'recording', of.id)?.checksum === media.checksum;
    if (!isDone) {
      for (const each of new Set([media.originalPath, media.playedPath, marker])) await files.remove(each);
      await settle();
    }
    throw thrown;
  }
}

/** On opening: what was to be erased when the app was killed. `knownPaths` are those that recordings still name. */
export async function finishErasings(files: StudyFiles, knownPaths: ReadonlySet<string>): Promise<void> {
  for (const name of await files.list('media'))
    if (name.endsWith(erasingSuffix)) await finishErasing(files, `media/${name}`, knownPaths);
}

async function finishErasing(
  files: StudyFiles,
  marker: StudyPath,
  knownPaths: ReadonlySet<string>,
): Promise<void> {
  const paths = toErase.safeParse(parseJson(await files.readText(marker).catch(textOfAltered)));
  // Which files it told of is not known any more; it stays, so that the check of all files names it.
  if (!paths.success) return;
  for (const path of paths.data) if (!knownPaths.has(path)) await files.remove(path);
  await files.remove(marker);
}

/** Told by whoever reads it. */
function textOfAltered(thrown: unknown): string {
  if (thrown instanceof Failure && thrown.code === 'FILE_ALTERED') return '';
  throw thrown;
}
