import { type MomentId, noteId, type PersonId } from '../../../shared/model/ids.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';

/** Writes, changes or (with nothing in it) removes the note of a moment. */
export function writeNote(
  edit: Edit,
  note: { momentId: MomentId; body: string; personId: PersonId | null },
): void {
  const { momentId, body, personId } = note;
  edit.get('moment', momentId);
  const found = edit.read.get('SELECT id, body FROM notes WHERE moment_id = ?', momentId);
  if (found === undefined) {
    if (body !== '')
      edit.insert('note', { id: newId(noteId), momentId, personId, body, changedAt: Date.now() });
  } else if (body === '') {
    edit.remove('note', String(found['id']));
  } else if (found['body'] !== body) {
    edit.update('note', String(found['id']), { body, personId, changedAt: Date.now() });
  }
}
