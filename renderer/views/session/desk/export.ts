import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { orShow } from '../../../state/notices.ts';
import { announce } from '../../../ui/announcer.tsx';
import { t } from '../../../ui/i18n.ts';
import type { Desk } from './desk.ts';

export type ExportChoice = { format: 'csv' | 'json'; rowPer: 'moment' | 'code'; hasByteOrderMark: boolean };

/** The session's moments as a download; the file is text of the core's, and never passes through anything else. */
export async function exportMoments(desk: Desk, choice: ExportChoice): Promise<void> {
  const file = await orShow(attempt(client.export.moments({ sessionId: desk.sessionId, ...choice })));
  if (file === undefined) return;
  const url = URL.createObjectURL(new Blob([file.text], { type: file.mimeType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  // The browser has taken its copy when the download has begun, which no event tells; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  announce(t('session.said.exported', { file: file.fileName }));
}
