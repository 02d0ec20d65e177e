import { Button, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { runById } from '../../commands/commands.ts';
import { actorNow, go } from '../../state/interface.ts';
import { orShow } from '../../state/notices.ts';
import { useRows, write } from '../../state/rows.ts';
import { closeStudy } from '../../state/study.ts';
import { BackButton } from '../../ui/BackButton.tsx';
import { EditableText } from '../../ui/EditableText.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import { PersonMenu } from '../../ui/PersonMenu.tsx';
import { SchemeMenu } from '../../ui/SchemeMenu.tsx';
import classes from './StudyView.module.css';

/** The study's name, who is at the screen, and the way out. */
export function StudyHeader(): ReactElement {
  const { t } = useTranslation();
  const title = useRows((rows) => rows.all('study')[0]?.title ?? '');
  return (
    <header className={classes['header']}>
      <BackButton label={t('study.home')} onClick={() => go({ screen: 'home' })} />
      {/* The heading itself is for screen readers: a field inside a heading has no name of its own. */}
      <VisuallyHidden>
        <h1 tabIndex={-1}>{title}</h1>
      </VisuallyHidden>
      <div className={classes['heading']}>
        <EditableText
          value={title}
          label={t('study.title')}
          onSave={(text) => void orShow(write(client.study.update({ title: text, actor: actorNow() })))}
        />
      </div>
      <div className={classes['headerTools']}>
        <Button variant="default" leftSection={<SearchIcon />} onClick={() => runById('find.search')}>
          {t('find.title')}
        </Button>
        <PersonMenu />
        <SchemeMenu />
        <Button variant="default" onClick={() => void orShow(closeStudy())}>
          {t('study.close')}
        </Button>
      </div>
    </header>
  );
}
