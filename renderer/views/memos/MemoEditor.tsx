import { Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemoId } from '../../../shared/model/ids.ts';
import { client } from '../../api/client.ts';
import { currentDesk } from '../../desk/current.ts';
import { askLink } from '../../desk/memos/about.ts';
import { closeMemo, noteFocused, takeInHand, useOpenMemo } from '../../desk/memos/opened.ts';
import { focusOn } from '../../desk/session/desk.ts';
import { useDraft } from '../../state/drafts.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import { SaveFailure, SaveStatus } from '../session/inspector/SaveStatus.tsx';
import { Links } from './Links.tsx';
import { isBlank, useLeftBlank } from './leftBlank.ts';
import classes from './memos.module.css';

/** A memo's title and text, which save themselves, and its own links. Escape closes it, saved; one without a word goes. */
export function MemoEditor({ id }: { readonly id: MemoId }): ReactElement {
  const { t } = useTranslation();
  const title = useField(id, 'title');
  const body = useField(id, 'body');
  const titleInput = useRef<HTMLInputElement>(null);
  const bodyInput = useRef<HTMLTextAreaElement>(null);
  const root = useRef<HTMLElement>(null);
  const wantsFocus = useOpenMemo((state) => state.wantsFocus);
  useLayoutEffect(() => {
    if (!wantsFocus) return;
    // A memo with a text is gone on with where it ends.
    const isBegun = (bodyInput.current?.value ?? '') !== '';
    const field = isBegun ? bodyInput.current : titleInput.current;
    // A dialog that opens gives the focus away a moment later: to what is marked so.
    field?.setAttribute('data-autofocus', 'true');
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    root.current?.scrollIntoView({ block: 'nearest' });
    noteFocused();
  }, [wantsFocus]);
  useEffect(() => () => takeInHand(null), []);
  useLeftBlank(id, [title, body]);

  const leave = (): void => {
    const { current } = root;
    closeMemo();
    const desk = currentDesk();
    if (desk !== null && current?.closest('[aria-modal]') == null) focusOn(desk, 'recording');
    // Its line goes with it.
    else if (isBlank([title, body])) focusAdding(sectionOf(current));
    else focusAround(current);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    // Leaving the field saves it.
    leave();
  };
  async function remove(): Promise<void> {
    const { current } = root;
    const section = sectionOf(current);
    if ((await orShow(write(client.memo.remove({ id, actor: actorNow() })))) === undefined) return;
    closeMemo();
    focusAdding(section);
  }

  const shown = title.status === 'saved' ? body : title;
  return (
    <section
      ref={root}
      data-memo
      aria-label={t('memo.editor')}
      className={classes['editor']}
      onFocus={() => takeInHand({ kind: 'memo', id })}
      onBlur={() => takeInHand(null)}
    >
      <TextInput
        ref={titleInput}
        size="sm"
        aria-label={t('memo.memoTitle')}
        placeholder={t('memo.memoTitle')}
        maxLength={200}
        value={title.text}
        // A dialog would close with the memo.
        data-mantine-stop-propagation
        onChange={(event) => title.type(event.currentTarget.value)}
        onBlur={title.leave}
        onKeyDown={(event) => {
          onKeyDown(event);
          if (event.key !== 'Enter') return;
          event.preventDefault();
          bodyInput.current?.focus();
        }}
      />
      <Textarea
        ref={bodyInput}
        aria-label={t('memo.body')}
        placeholder={t('memo.bodyHint')}
        classNames={{ input: classes['body'] ?? '' }}
        maxLength={100_000}
        value={body.text}
        data-mantine-stop-propagation
        onChange={(event) => body.type(event.currentTarget.value)}
        onBlur={body.leave}
        onKeyDown={onKeyDown}
      />
      <SaveFailure editor={title.failure === null ? body : title} />
      <Links id={id} isOfMemo />
      <div className={classes['foot']}>
        <SaveStatus editor={shown} />
        <span className={classes['tools']}>
          <button type="button" className={classes['tool']} onClick={() => askLink({ kind: 'memo', id })}>
            {t('memo.addLink')}
          </button>
          <button type="button" className={classes['tool']} data-danger onClick={() => void remove()}>
            {t('memo.remove')}
          </button>
          <button type="button" className={classes['tool']} onClick={leave}>
            {t('memo.close')}
          </button>
        </span>
      </div>
    </section>
  );
}

/** Back to the line that the editor hung on. */
function focusAround(editor: HTMLElement | null): void {
  editor?.closest('li')?.querySelector('button')?.focus();
}

/** What the memos of one thing stand in. */
const sectionOf = (editor: HTMLElement | null): Element | null =>
  editor?.closest('section:not([data-memo])') ?? null;

function focusAdding(section: Element | null): void {
  section?.querySelector<HTMLElement>('[data-add]')?.focus();
}

function useField(id: MemoId, field: 'title' | 'body') {
  return useDraft({
    key: `memo.${field}:${id}`,
    read: () => mirror.get('memo', id)?.[field] ?? '',
    save: (text, step) => write(client.memo.update({ id, [field]: text, step, actor: actorNow() })),
  });
}
