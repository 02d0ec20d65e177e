import type { ExportFile } from '../../shared/contract/app.ts';
import type { ConsentUse } from '../../shared/model/consent.ts';
import type { Result } from '../api/attempt.ts';
import { download } from '../api/download.ts';
import { askBack, orShow } from '../state/notices.ts';
import { namesOf } from '../state/people.ts';
import { announce } from './announcer.tsx';
import { t } from './i18n.ts';

/** Gives a person a file that the core wrote, as a download; it never passes through anything else. */
export async function saveFile(
  call: Promise<Result<ExportFile>>,
  use: ConsentUse = 'analysis',
): Promise<void> {
  const file = await orShow(call);
  if (file === undefined) return;
  saveBytes(file.fileName, new Blob([bytesOf(file)], { type: file.mimeType }));
  sayLeftOut(file, use);
}

/** Bytes as a download. */
export function saveBytes(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  download(url, fileName);
  // The browser has taken its copy when the download has begun, which no event tells; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  announce(t('session.said.exported', { file: fileName }));
}

/** What consent kept out of it is said, or the file would be taken for the whole. */
function sayLeftOut({ fileName, leftOut }: ExportFile, use: ConsentUse): void {
  if (leftOut === undefined || leftOut.count === 0) return;
  const people = namesOf(leftOut.people.map(({ personId }) => personId));
  const text = t('consent.leftOut', {
    count: leftOut.count,
    file: fileName,
    people,
    use: t(`consent.use.${use}`),
  });
  askBack({ about: `left out of ${fileName}`, text });
}

function bytesOf({ text, isBase64 }: ExportFile): string | Uint8Array<ArrayBuffer> {
  return isBase64 === true ? Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)) : text;
}
