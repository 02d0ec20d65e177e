import type { MomentId } from '../../shared/model/ids.ts';
import { client } from '../api/client.ts';
import { type TextEditor, useDraft } from './drafts.ts';
import { actorNow } from './interface.ts';
import { mirror, write } from './rows.ts';

/** The note of a moment as a text that saves itself; an emptied note is removed. */
export function useNote(momentId: MomentId): TextEditor {
  return useDraft({
    key: `note:${momentId}`,
    read: () => mirror.of('note', momentId)[0]?.body ?? '',
    save: (body, step) => write(client.note.write({ momentId, body, step, actor: actorNow() })),
  });
}
