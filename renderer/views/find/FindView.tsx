import { SegmentedControl } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { enterFind } from '../../desk/current.ts';
import { leaveFind, openFind, reel } from '../../desk/find/find.ts';
import { type FindMode, findModes } from '../../state/interface.ts';
import { useRows } from '../../state/rows.ts';
import { BackButton } from '../../ui/BackButton.tsx';
import { SchemeMenu } from '../../ui/SchemeMenu.tsx';
import { ClipDialog } from '../session/clips/ClipDialog.tsx';
import headerClasses from '../session/DeskHeader.module.css';
import classes from './find.module.css';
import { Results } from './list/Results.tsx';
import { QueryForm } from './query/QueryForm.tsx';
import { SearchForm } from './search/SearchForm.tsx';

/** What is looked for on the left, what was found on the right, played in place or gone to. */
export function FindView({ mode }: { readonly mode: FindMode }): ReactElement {
  const { t } = useTranslation();
  const title = useRows((rows) => rows.all('study')[0]?.title ?? '');
  useEffect(() => {
    const leave = enterFind(reel);
    return () => {
      reel.pause();
      leave();
    };
  }, []);
  // Whoever searches listens to one thing; whoever asks a query, to what it finds.
  useEffect(() => reel.setGoingOn(mode === 'query'), [mode]);

  return (
    <div className={classes['find']}>
      <header className={headerClasses['header']}>
        <BackButton label={t('find.back')} onClick={() => leaveFind()} />
        <div className={headerClasses['names']}>
          <h1 className={headerClasses['title']} tabIndex={-1}>
            {t('find.title')}
          </h1>
          <span className={headerClasses['case']}>{title}</span>
        </div>
        <SegmentedControl
          aria-label={t('find.modes')}
          value={mode}
          data={findModes.map((each) => ({ value: each, label: t(`find.mode.${each}`) }))}
          onChange={(value) => openFind(findModes.find((each) => each === value) ?? 'search')}
        />
        <div className={headerClasses['tools']}>
          <SchemeMenu />
        </div>
      </header>
      <div className={classes['body']}>
        <aside className={classes['form']} aria-label={t(`find.mode.${mode}`)}>
          {mode === 'search' ? <SearchForm /> : <QueryForm />}
        </aside>
        <main className={classes['main']} aria-label={t('find.results')}>
          <Results mode={mode} />
        </main>
      </div>
      <ClipDialog />
    </div>
  );
}
