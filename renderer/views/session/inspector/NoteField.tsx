import { Textarea } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MomentId } from '../../../../shared/model/ids.ts';
import { focusOn } from '../../../desk/session/desk.ts';
import { useNote } from '../../../state/note.ts';
import { useDesk } from '../deskContext.ts';
import classes from './Inspector.module.css';
import { SaveFailure, SaveStatus } from './SaveStatus.tsx';

/** The moment's note. It saves itself; Escape returns to the recording. */
export function NoteField({ momentId }: { readonly momentId: MomentId }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const input = useRef<HTMLTextAreaElement>(null);
  const editor = useNote(momentId);
  useEffect(() => {
    desk.focus.set('note', () => {
      const field = input.current;
      if (field === null) return;
      field.focus();
      // Whoever comes back to a note goes on where it ends.
      field.setSelectionRange(field.value.length, field.value.length);
    });
    return () => {
      desk.focus.delete('note');
    };
  }, [desk]);

  return (
    <div>
      <div className={classes['sectionHead']}>
        <label className={classes['sectionTitle']} htmlFor={`note-${momentId}`}>
          {t('session.inspector.note')}
        </label>
        <SaveStatus editor={editor} />
      </div>
      <Textarea
        ref={input}
        id={`note-${momentId}`}
        classNames={{ input: classes['note'] ?? '' }}
        maxLength={100_000}
        value={editor.text}
        placeholder={t('session.inspector.notePlaceholder')}
        onChange={(event) => editor.type(event.currentTarget.value)}
        onBlur={editor.leave}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          // Leaving the field saves it.
          focusOn(desk, 'recording');
        }}
      />
      <SaveFailure editor={editor} />
    </div>
  );
}
