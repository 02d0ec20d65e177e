import { useEffect, useRef } from 'react';
import type { MemoId } from '../../../shared/model/ids.ts';
import { client } from '../../api/client.ts';
import { closeMemo, useOpenMemo } from '../../desk/memos/opened.ts';
import type { TextEditor } from '../../state/drafts.ts';
import { actorNow } from '../../state/interface.ts';
import { mirror, write } from '../../state/rows.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';

/** How many editors show a memo: it may be open in a dialog and under it. */
const editors = new Map<MemoId, number>();

const isShown = (id: MemoId): boolean => (editors.get(id) ?? 0) > 0;

export const isBlank = (fields: readonly TextEditor[]): boolean =>
  fields.every(({ text }) => text.trim() === '');

/** Somebody who begins a memo and goes away without a word did not want one: it goes when its last editor has gone. */
export function useLeftBlank(id: MemoId, fields: readonly TextEditor[]): void {
  const now = useRef(fields);
  now.current = fields;
  useEffect(() => {
    editors.set(id, (editors.get(id) ?? 0) + 1);
    return () => {
      editors.set(id, (editors.get(id) ?? 1) - 1);
      // After whatever takes this editor's place has come.
      queueMicrotask(() => void removeIfLeft(id, now.current));
    };
  }, [id]);
}

async function removeIfLeft(id: MemoId, fields: readonly TextEditor[]): Promise<void> {
  if (isShown(id)) return;
  editors.delete(id);
  if (!isBlank(fields)) return;
  // Letters that were taken back again may still be on their way; the core then knows that there were some.
  await Promise.all(fields.map(({ flush }) => flush()));
  if (isShown(id) || mirror.get('memo', id) === undefined) return;
  await write(client.memo.removeUnwritten({ id, actor: actorNow() }), (change) => {
    if (change === null) return;
    if (useOpenMemo.getState().id === id) closeMemo();
    announce(t('memo.leftBlank'));
  });
}
