import { Button, CloseButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { createOfSpan } from '../../../desk/session/marking.ts';
import { TimeText } from '../../../ui/TimeText.tsx';
import { useDesk, useDeskState, useSelectedEntry } from '../deskContext.ts';
import { RedactMenu } from '../redaction/RedactMenu.tsx';
import classes from './Floating.module.css';

/** What can be done with a drawn span. */
export function SpanBar(): ReactElement | null {
  const { t } = useTranslation();
  const desk = useDesk();
  const span = useDeskState((state) => state.span);
  const hasMoment = useSelectedEntry() !== undefined;
  const createKeys = useCommandKeys('moment.create');
  if (span === null) return null;

  return (
    // The focus stays where it was, so that Space goes on playing.
    <div
      className={classes['bar']}
      role="toolbar"
      aria-label={t('session.timeline.span')}
      onMouseDown={(event) => event.preventDefault()}
    >
      <span className={classes['times']}>
        <TimeText ms={span.startMs} /> – <TimeText ms={span.endMs} />
      </span>
      <Button size="compact-md" onClick={() => createOfSpan(desk)}>
        {t('session.timeline.makeMoment')}
        <kbd className={classes['key']}>{createKeys}</kbd>
      </Button>
      {hasMoment && (
        <Button size="compact-md" variant="default" onClick={() => runById('segment.add')}>
          {t('session.timeline.addPart')}
        </Button>
      )}
      <RedactMenu />
      <CloseButton
        aria-label={t('session.timeline.clearSpan')}
        onClick={() => desk.store.setState({ span: null })}
      />
    </div>
  );
}
