import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandId } from '../../commands/command.ts';
import { commandOf, isAvailable, runById } from '../../commands/commands.ts';
import { exportMoments, type MomentsFile } from '../../desk/session/export.ts';
import { IconMenu } from '../../ui/IconMenu.tsx';
import { useDesk } from './deskContext.ts';
import { ExportChoiceItems } from './ExportChoiceItems.tsx';
import { ExportIcon } from './icons.tsx';

/** The session's moments as a file of the person's own. */
export function ExportMenu(): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const choose = (file: MomentsFile): void => void exportMoments(desk, file);

  return (
    <IconMenu label={t('session.export.label')} icon={<ExportIcon />}>
      <Menu.Item onClick={() => choose({ format: 'csv', rowPer: 'moment' })}>
        {t('session.export.csv')}
      </Menu.Item>
      <Menu.Item onClick={() => choose({ format: 'csv', rowPer: 'code' })}>
        {t('session.export.codes')}
      </Menu.Item>
      <ExportChoiceItems />
      <Menu.Item onClick={() => choose({ format: 'json', rowPer: 'moment' })}>
        {t('session.export.json')}
      </Menu.Item>
      <Menu.Divider />
      <CommandItem id="clip.ofMoment" label={t('clip.ofMoment')} />
      <CommandItem id="clip.ofSpan" label={t('clip.ofSpan')} />
      <CommandItem id="clip.ofListed" label={t('clip.ofListed')} />
      <CommandItem id="recording.exportRedacted" label={t('clip.redactedRecording')} />
    </IconMenu>
  );
}

/** What is there only when it can be done now. */
function CommandItem({ id, label }: { readonly id: CommandId; readonly label: string }): ReactElement | null {
  const command = commandOf(id);
  if (command === undefined || !isAvailable(command)) return null;
  return <Menu.Item onClick={() => runById(id)}>{label}</Menu.Item>;
}
