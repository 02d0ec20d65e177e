import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { CommandTool } from '../../commands/CommandTool.tsx';
import type { InterviewFacts } from '../../desk/interview/model/facts.ts';
import { actorNow, go } from '../../state/interface.ts';
import { useRows } from '../../state/rows.ts';
import { BackButton } from '../../ui/BackButton.tsx';
import { IconMenu } from '../../ui/IconMenu.tsx';
import { KeyboardIcon } from '../../ui/icons.tsx';
import { sessionName } from '../../ui/names.ts';
import { PersonBadge } from '../../ui/PersonBadge.tsx';
import { SchemeMenu } from '../../ui/SchemeMenu.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import headerClasses from '../session/DeskHeader.module.css';
import { ExportIcon } from '../session/icons.tsx';

export function InterviewHeader({ facts }: { readonly facts: InterviewFacts }): ReactElement {
  const { t } = useTranslation();
  const { id, sessionId, recallerId } = facts.interview;
  const recaller = useRows((rows) => rows.get('person', recallerId));
  const session = useRows((rows) => rows.get('session', sessionId));
  const save = (format: 'text' | 'csv'): void =>
    void saveFile(attempt(client.interview.summary({ id, format, actor: actorNow() })));
  return (
    <header className={headerClasses['header']}>
      <BackButton label={t('interview.toSession')} onClick={() => go({ screen: 'session', sessionId })} />
      <div className={headerClasses['names']}>
        {recaller !== undefined && <PersonBadge person={recaller} size="sm" />}
        <h1 className={headerClasses['title']} tabIndex={-1}>
          {t('interview.title', { name: recaller?.name ?? '' })}
        </h1>
        <span className={headerClasses['case']}>{session === undefined ? '' : sessionName(session)}</span>
      </div>
      <div className={headerClasses['tools']}>
        <IconMenu label={t('interview.summary.label')} icon={<ExportIcon />}>
          <Menu.Item onClick={() => save('text')}>{t('interview.summary.text')}</Menu.Item>
          <Menu.Item onClick={() => save('csv')}>{t('interview.summary.csv')}</Menu.Item>
        </IconMenu>
        <CommandTool id="palette.open" icon={<KeyboardIcon />} label={t('session.palette.button')} />
        <SchemeMenu />
      </div>
    </header>
  );
}
