import type { MomentId } from '../../shared/model/ids.ts';
import { client } from '../api/client.ts';
import { flushDrafts, type TextEditor, useDraft } from './drafts.ts';
import { actorNow } from './interface.ts';
import { mirror, write } from './rows.ts';

/** Saves every note (and other text) that has unsaved letters; undo waits for it. */
export const flushNotes = flushDrafts;

export type NoteEditor = TextEditor;

/** The note of a moment as a text that saves itself; an emptied note is removed. */
export function useNote(momentId: MomentId): NoteEditor {
  return useDraft({
    key: `note:${momentId}`,
    read: () => mirror.of('note', momentId)[0]?.body ?? '',
    save: (body, step) => write(client.note.write({ momentId, body, step, actor: actorNow() })),
  });
}
