import { Button, Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { possibleWhats, redact } from '../../../desk/redaction/redacting.ts';
import { signs } from '../../../desk/redaction/redactionTier.ts';
import { returnToRecording } from '../../../desk/session/desk.ts';
import { useRows } from '../../../state/rows.ts';
import { ChevronDownIcon } from '../../../ui/icons.tsx';
import { useDesk, useDeskState } from '../deskContext.ts';
import classes from './redaction.module.css';

/** Beside a drawn span: what is to be done with it when the recording leaves the study. */
export function RedactMenu(): ReactElement | null {
  const { t } = useTranslation();
  const desk = useDesk();
  const recordingId = useDeskState((state) => state.recordingId);
  const recording = useRows((rows) => rows.get('recording', recordingId));
  const keys = useCommandKeys('redaction.create');
  if (recording === undefined) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-md" variant="default" rightSection={<ChevronDownIcon size="0.9em" />}>
          {t('redaction.redact')}
          <kbd className={classes['key']}>{keys}</kbd>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('redaction.redactAs')}</Menu.Label>
        {possibleWhats(recording).map((what) => (
          <Menu.Item
            key={what}
            leftSection={<span aria-hidden="true">{signs[what]}</span>}
            onClick={() => {
              redact(desk, what);
              returnToRecording(desk);
            }}
          >
            {t(`redaction.what.${what}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
