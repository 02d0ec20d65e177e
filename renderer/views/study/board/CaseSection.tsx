import { Button, Menu, VisuallyHidden } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow, SessionRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { nextNumber } from '../../../state/importTarget.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { mirror, write } from '../../../state/rows.ts';
import { DraftTextarea } from '../../../ui/DraftTextarea.tsx';
import { EditableText } from '../../../ui/EditableText.tsx';
import { PlusIcon } from '../../../ui/icons.tsx';
import { MoreMenu } from '../../../ui/MoreMenu.tsx';
import classes from './board.module.css';
import { SessionCard } from './SessionCard.tsx';

type Props = {
  readonly row: CaseRow;
  readonly sessions: readonly SessionRow[];
};

/** A case: its name, its note, its sessions. */
export function CaseSection({ row, sessions }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, label, note } = row;
  const [isNoteAsked, setNoteAsked] = useState(false);
  const actor = actorNow();

  const addSession = (): void => {
    const number = nextNumber(id);
    void orShow(
      write(client.session.create({ caseId: id, number, heldOn: null, title: '', actor: actorNow() })),
    );
  };

  return (
    <section className={classes['case']} aria-label={label}>
      <div className={classes['caseHead']}>
        <VisuallyHidden>
          <h2>{label}</h2>
        </VisuallyHidden>
        <div className={classes['caseName']}>
          <EditableText
            value={label}
            label={t('board.caseName')}
            onSave={(text) => void orShow(write(client.case.update({ id, label: text, actor })))}
          />
        </div>
        <MoreMenu label={t('common.more', { name: label })}>
          {note === '' && <Menu.Item onClick={() => setNoteAsked(true)}>{t('board.addCaseNote')}</Menu.Item>}
          <Menu.Item color="red" onClick={() => void orShow(write(client.case.remove({ id, actor })))}>
            {t('board.removeCase')}
          </Menu.Item>
        </MoreMenu>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<PlusIcon size="1em" />}
          aria-label={t('board.addSessionTo', { label })}
          onClick={addSession}
        >
          {t('board.addSession')}
        </Button>
      </div>
      {sessions.length === 0 && <p className={classes['noSessions']}>{t('board.noSessions')}</p>}
      {(note !== '' || isNoteAsked) && (
        <div className={classes['caseNote']}>
          <DraftTextarea
            label={t('board.caseNote', { label })}
            minRows={1}
            source={{
              key: `case.note:${id}`,
              read: () => mirror.get('case', id)?.note ?? '',
              save: (text, step) => write(client.case.update({ id, note: text, step, actor: actorNow() })),
            }}
          />
        </div>
      )}
      <ul className={classes['cards']}>
        {sessions.map((session) => (
          <SessionCard key={session.id} session={session} />
        ))}
      </ul>
    </section>
  );
}
