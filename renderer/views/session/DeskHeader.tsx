import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionRow } from '../../../shared/model/rows.ts';
import { CommandTool } from '../../commands/CommandTool.tsx';
import { go } from '../../state/interface.ts';
import { useRows } from '../../state/rows.ts';
import { BackButton } from '../../ui/BackButton.tsx';
import { KeyboardIcon, SearchIcon } from '../../ui/icons.tsx';
import { SchemeMenu } from '../../ui/SchemeMenu.tsx';
import { SessionInterviews } from '../interview/SessionInterviews.tsx';
import classes from './DeskHeader.module.css';
import { ExportMenu } from './ExportMenu.tsx';
import { RedoIcon, UndoIcon } from './icons.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { RecordingSwitch } from './RecordingSwitch.tsx';

/** Where one is, who is marking, and what is done to the whole session. */
export function DeskHeader({ session }: { readonly session: SessionRow }): ReactElement {
  const { t } = useTranslation();
  const label = useRows((rows) => rows.get('case', session.caseId)?.label);
  const name =
    session.number === null ? t('session.untitled') : t('session.title', { number: session.number });

  return (
    <header className={classes['header']}>
      <BackButton label={t('session.back')} onClick={() => go({ screen: 'study' })} />
      <div className={classes['names']}>
        <h1 className={classes['title']} title={session.title} tabIndex={-1}>
          {name}
          {session.title !== '' && <span className={classes['subtitle']}>{session.title}</span>}
        </h1>
        <span className={classes['case']} title={label}>
          {label}
        </span>
      </div>
      <RecordingSwitch />
      <PersonMenu sessionId={session.id} />
      <div className={classes['tools']}>
        <CommandTool id="history.undo" icon={<UndoIcon />} label={t('session.undo')} />
        <CommandTool id="history.redo" icon={<RedoIcon />} label={t('session.redo')} />
        <CommandTool id="find.search" icon={<SearchIcon />} label={t('find.title')} />
        <SessionInterviews sessionId={session.id} />
        <ExportMenu />
        <CommandTool id="palette.open" icon={<KeyboardIcon />} label={t('session.palette.button')} />
        <SchemeMenu />
      </div>
    </header>
  );
}
