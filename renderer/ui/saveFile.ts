import type { ExportFile } from '../../shared/contract/app.ts';
import type { Result } from '../api/attempt.ts';
import { orShow } from '../state/notices.ts';
import { announce } from './announcer.tsx';
import { t } from './i18n.ts';

/** Gives a person a file that the core wrote, as a download; it never passes through anything else. */
export async function saveFile(call: Promise<Result<ExportFile>>): Promise<void> {
  const file = await orShow(call);
  if (file === undefined) return;
  const url = URL.createObjectURL(new Blob([bytesOf(file)], { type: file.mimeType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  // The browser has taken its copy when the download has begun, which no event tells; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  announce(t('session.said.exported', { file: file.fileName }));
}

function bytesOf({ text, isBase64 }: ExportFile): string | Uint8Array<ArrayBuffer> {
  return isBase64 === true ? Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)) : text;
}
