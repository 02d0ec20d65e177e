import { create } from 'zustand';
import type { MemoId } from '../../../shared/model/ids.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import type { MemoRow } from '../../../shared/model/rows.ts';
import { client } from '../../api/client.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow } from '../../state/notices.ts';
import { write } from '../../state/rows.ts';
import { t } from '../../ui/i18n.ts';
import { plain } from '../../ui/match.ts';
import { currentDesk } from '../current.ts';
import { typeAwaited } from '../session/desk.ts';

type OpenMemo = {
  /** One memo at a time is open, wherever it is shown. */
  readonly id: MemoId | null;
  /** Just made, or gone to: it takes the focus when it appears. */
  readonly wantsFocus: boolean;
};

export const useOpenMemo = create<OpenMemo>(() => ({ id: null, wantsFocus: false }));

export function openMemo(id: MemoId): void {
  useOpenMemo.setState({ id, wantsFocus: true });
}

export function closeMemo(): void {
  useOpenMemo.setState({ id: null, wantsFocus: false });
}

/** Told by an editor that has taken the focus it was asked for. */
export function noteFocused(): void {
  useOpenMemo.setState({ wantsFocus: false });
  const desk = currentDesk();
  if (desk?.awaitedFocus !== 'memo') return;
  desk.awaitedFocus = null;
  typeAwaited(desk);
}

/** Makes an empty memo and opens it: what is typed into it is a change of something that is saved already. */
export async function addMemo(about: Thing): Promise<void> {
  const desk = currentDesk();
  // Letters typed before it appears are its own, and no keys of the desk or of codes.
  if (desk !== null) desk.awaitedFocus = 'memo';
  const call = client.memo.add({ about, title: '', body: '', actor: actorNow() });
  const made = await orShow(write(call, ({ id }) => openMemo(id)));
  if (made !== undefined || desk?.awaitedFocus !== 'memo') return;
  desk.awaitedFocus = null;
  desk.awaitedText = '';
}

/** What a memo is called: its title, or how it begins. */
export function memoName({ title, body }: Pick<MemoRow, 'title' | 'body'>): string {
  if (title !== '') return title;
  const line = body.trim().split('\n', 1)[0] ?? '';
  return line === '' ? t('memo.empty') : line.slice(0, 120);
}

/** Whether it holds all these words, which have neither case nor accents. */
export function fitsMemo(
  { title, body }: Pick<MemoRow, 'title' | 'body'>,
  words: readonly string[],
): boolean {
  const text = plain(`${title} ${body}`);
  return words.every((word) => text.includes(word));
}

/** The memo that is being written in, for commands. */
let inHand: Thing | null = null;
export const memoInHand = (): Thing | null => inHand;
export function takeInHand(thing: Thing | null): void {
  inHand = thing;
}

/** What a screen without a desk is about: the code that is edited, the study's own memos. */
let onScreen: Thing | null = null;
export const thingOnScreen = (): Thing | null => onScreen;
/** Answers how to take it back. */
export function putOnScreen(thing: Thing): () => void {
  onScreen = thing;
  return () => {
    if (onScreen === thing) onScreen = null;
  };
}
