import type { TranscriptFormat } from '../../../shared/interchange/transcript/formats.ts';
import type { TranscriptId } from '../../../shared/model/ids.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { flushDrafts } from '../../state/drafts.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow, tell } from '../../state/notices.ts';
import { t } from '../../ui/i18n.ts';
import { saveFile } from '../../ui/saveFile.ts';

export type ExportChoice = { readonly format: TranscriptFormat; readonly hasTimes: boolean };

/** As a download; names that were replaced in it, and turns that the format has no place for, are said. */
export async function exportTranscript(id: TranscriptId, choice: ExportChoice): Promise<void> {
  await flushDrafts();
  const made = await orShow(attempt(client.transcript.export({ id, ...choice, actor: actorNow() })));
  if (made === undefined) return;
  await saveFile(Promise.resolve({ ok: true, value: made.file }));
  if (made.namesReplaced > 0) tell(t('transcript.namesReplaced', { count: made.namesReplaced }));
  if (made.leftOut.length > 0) tell(t('transcript.exported', { count: made.leftOut.length }));
}
