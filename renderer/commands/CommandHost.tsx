import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import { useStudy } from '../state/study.ts';
import { useCommandDialog } from './dialogs.ts';
import { listenForCommands } from './keyboard.ts';
import { restoreKeys } from './keyChoices.ts';

const Palette = lazy(() =>
  import('./Palette.tsx').then(({ Palette: component }) => ({ default: component })),
);
const KeysDialog = lazy(() =>
  import('./KeysDialog.tsx').then(({ KeysDialog: component }) => ({ default: component })),
);

/** Mounted once: keys, the desktop's menu, the palette and the list of keys, on every screen. */
export function CommandHost(): ReactElement | null {
  const open = useCommandDialog((state) => state.open);
  const ref = useStudy((state) => state.ref);

  useEffect(() => listenForCommands(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another study is the reason to ask.
  useEffect(() => void restoreKeys(), [ref]);

  if (open === null) return null;
  return <Suspense fallback={null}>{open === 'palette' ? <Palette /> : <KeysDialog />}</Suspense>;
}
