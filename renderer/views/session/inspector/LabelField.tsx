import { TextInput } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MomentRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { focusOn } from '../../../desk/session/desk.ts';
import { useDraft } from '../../../state/drafts.ts';
import { actorNow } from '../../../state/interface.ts';
import { mirror, write } from '../../../state/rows.ts';
import { useDesk } from '../deskContext.ts';
import classes from './Inspector.module.css';
import { SaveFailure, SaveStatus } from './SaveStatus.tsx';

/** The moment's name, saved while it is typed. */
export function LabelField({ moment }: { readonly moment: MomentRow }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const { id } = moment;
  const editor = useDraft({
    key: `label ${id}`,
    read: () => mirror.get('moment', id)?.label ?? '',
    save: (label, step) => write(client.moment.update({ id, label, step, actor: actorNow() })),
  });
  useEffect(() => {
    desk.focus.set('label', () => {
      input.current?.focus();
      input.current?.select();
    });
    return () => {
      desk.focus.delete('label');
    };
  }, [desk]);

  return (
    <div>
      <div className={classes['sectionHead']}>
        <label className={classes['sectionTitle']} htmlFor={`label-${id}`}>
          {t('session.inspector.label')}
        </label>
        <SaveStatus editor={editor} />
      </div>
      <TextInput
        ref={input}
        id={`label-${id}`}
        value={editor.text}
        maxLength={200}
        placeholder={t('session.inspector.labelPlaceholder')}
        onChange={(event) => editor.type(event.currentTarget.value)}
        onBlur={editor.leave}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          event.preventDefault();
          focusOn(desk, 'recording');
        }}
      />
      <SaveFailure editor={editor} />
    </div>
  );
}
