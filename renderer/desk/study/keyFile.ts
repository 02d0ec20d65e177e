import { create } from 'zustand';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { isDesktop } from '../../state/app.ts';
import { showDialog } from '../../state/interface.ts';
import { useKeyFile } from '../../state/names.ts';
import { orShow, showFailure } from '../../state/notices.ts';
import { confirm } from '../../ui/ConfirmDialog.tsx';
import { t } from '../../ui/i18n.ts';
import { saveBytes } from '../../ui/saveFile.ts';

/** What is to be opened: a file that the page was given, or (no bytes) one that the desktop's dialog was. */
export type ChosenKeyFile = { readonly fileName: string; readonly bytes: string | null };

export const useChosenKeyFile = create<{ readonly chosen: ChosenKeyFile | null }>(() => ({ chosen: null }));

/** Larger than any key file: something else was picked by mistake. */
const largestBytes = 2 * 1024 * 1024;

function pickKeyFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.age';
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

async function toBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Asks for a key file as this host does; its passphrase is asked for next. */
export async function chooseKeyFile(): Promise<void> {
  if (isDesktop()) {
    const chosen = await orShow(attempt(client.names.choose()));
    if (chosen == null) return;
    useChosenKeyFile.setState({ chosen: { ...chosen, bytes: null } });
  } else {
    const file = await pickKeyFile();
    if (file === null) return;
    if (file.size > largestBytes) {
      showFailure({ code: 'KEY_FILE_DAMAGED', data: {} });
      return;
    }
    useChosenKeyFile.setState({ chosen: { fileName: file.name, bytes: await toBase64(file) } });
  }
  showDialog('openKeyFile');
}

/** On the browser host: the newest file for the person to keep. */
export async function downloadKeyFile(): Promise<void> {
  const file = await orShow(attempt(client.names.download()));
  if (file === undefined) return;
  const bytes = Uint8Array.from(atob(file.bytes), (letter) => letter.charCodeAt(0));
  saveBytes(file.fileName, new Blob([bytes], { type: 'application/octet-stream' }));
}

export async function closeKeyFile(): Promise<void> {
  const { state } = useKeyFile.getState();
  if (state?.isSaved === false) {
    const isMeant = await confirm({
      title: t('keyFile.closeTitle'),
      text: t('keyFile.closeText'),
      confirmLabel: t('keyFile.closeAnyway'),
      isDangerous: true,
    });
    if (!isMeant) return;
  }
  await orShow(attempt(client.names.close()));
}
