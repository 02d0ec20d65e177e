import { Button } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { focusOn, showRecording } from '../../desk/session/desk.ts';
import { recordingsOfSession } from '../../state/recordings.ts';
import { useRows } from '../../state/rows.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useDesk } from './deskContext.ts';
import classes from './NoRecording.module.css';

/** A session whose recording is still to come. As soon as one is imported it is put on the desk. */
export function NoRecording(): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const first = useRows((rows) => recordingsOfSession(rows, desk.sessionId)[0]?.id);
  useEffect(() => {
    if (first !== undefined) showRecording(desk, first);
  }, [desk, first]);

  return (
    <div className={classes['none']}>
      <EmptyState
        title={t('session.recording.none')}
        order={2}
        size="lg"
        actions={<Button onClick={() => focusOn(desk, 'import')}>{t('session.recording.import')}</Button>}
      >
        {t('session.recording.noneText')}
      </EmptyState>
    </div>
  );
}
