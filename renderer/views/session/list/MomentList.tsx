import { Button, CloseButton, TextInput, VisuallyHidden } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { clearFilter, search, setFilter } from '../../../desk/session/filtering.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SearchIcon } from '../../../ui/icons.tsx';
import { useDesk, useDeskState, useEntries, useListed } from '../deskContext.ts';
import { FilterMenu } from './FilterMenu.tsx';
import classes from './MomentList.module.css';
import { MomentRows } from './MomentRows.tsx';

/**
 * Every moment of the recording by time, searched and filtered: the timeline's equal. A mark draws the count and the
 * rows anew, and nothing else of it.
 */
export function MomentList(): ReactElement {
  const { t } = useTranslation();
  return (
    <section className={classes['list']}>
      {/* To the eye, the switch above says it already. */}
      <VisuallyHidden>
        <h2>{t('session.moments.title')}</h2>
      </VisuallyHidden>
      <div className={classes['find']}>
        <Search />
        <FilterMenu />
      </div>
      <Count />
      <Listed />
    </section>
  );
}

function Count(): ReactElement {
  const { t } = useTranslation();
  const all = useEntries();
  const listed = useListed();
  return (
    <p className={classes['count']} {...(listed === all ? {} : { role: 'status' })}>
      {listed === all
        ? t('session.moments.count', { count: all.length })
        : t('session.moments.countOf', { shown: listed.length, all: all.length })}
    </p>
  );
}

function Listed(): ReactElement | null {
  const all = useEntries();
  const listed = useListed();
  return listed.length > 0 ? <MomentRows entries={listed} /> : <Empty isFiltered={all.length > 0} />;
}

/** Why the list is empty, and what to do. */
function Empty({ isFiltered }: { readonly isFiltered: boolean }): ReactElement | null {
  const { t } = useTranslation();
  const desk = useDesk();
  const hasRecording = useDeskState((state) => state.recordingId !== null);
  const markKey = useCommandKeys('moment.mark');
  if (!isFiltered)
    return hasRecording ? (
      <EmptyState title={t('session.moments.emptyTitle')}>
        {t('session.moments.emptyText', { key: markKey })}
      </EmptyState>
    ) : null;
  return (
    <EmptyState
      title={t('session.moments.noneTitle')}
      actions={
        <Button variant="default" onClick={() => clearFilter(desk)}>
          {t('session.moments.clear')}
        </Button>
      }
    >
      {t('session.moments.noneText')}
    </EmptyState>
  );
}

const searchDelayMs = 120;
/** Moments changed while a search is shown: the answer may be another, but nobody waits for it. */
const searchAgainMs = 400;

function Search(): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const moments = useDeskState((state) => state.moments);
  const text = useDeskState((state) => state.filter.text);
  const [typed, setTyped] = useState(text);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    desk.focus.set('search', () => {
      input.current?.focus();
      input.current?.select();
    });
    return () => {
      desk.focus.delete('search');
    };
  }, [desk]);
  useEffect(() => {
    const timer = setTimeout(() => setFilter(desk, { text: typed }), searchDelayMs);
    return () => clearTimeout(timer);
  }, [desk, typed]);
  // The filter was cleared elsewhere.
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const searchAgain = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => void search(desk), searchAgainMs);
    };
    const end = moments?.subscribe(searchAgain);
    return () => {
      end?.();
      if (timer !== null) clearTimeout(timer);
    };
  }, [desk, moments]);

  return (
    <TextInput
      ref={input}
      type="search"
      className={classes['search'] ?? ''}
      aria-label={t('session.moments.search')}
      placeholder={t('session.moments.search')}
      leftSection={<SearchIcon />}
      rightSection={
        typed === '' ? null : (
          <CloseButton size="sm" aria-label={t('session.moments.clearSearch')} onClick={() => setTyped('')} />
        )
      }
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        event.preventDefault();
        if (event.key === 'Escape') setTyped('');
        desk.focus.get('list')?.();
      }}
    />
  );
}
