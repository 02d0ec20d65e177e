import { Button, TextInput } from '@mantine/core';
import { type ReactElement, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow, SessionRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { useCounts, useFreshCounts } from '../../../state/counts.ts';
import { chooseAndAdd } from '../../../state/importing.ts';
import { useImports } from '../../../state/imports.ts';
import { nextCaseLabel } from '../../../state/importTarget.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { chooseTranscripts } from '../../../state/transcriptImports.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PlusIcon, SearchIcon } from '../../../ui/icons.tsx';
import { compareNames, compareSessions, sessionName } from '../../../ui/names.ts';
import { WhatIsDue } from '../consent/WhatIsDue.tsx';
import { ImportList } from '../imports/ImportList.tsx';
import classes from './board.module.css';
import { CaseSection } from './CaseSection.tsx';

/** More than fit on a large screen. */
const firstCards = 24;

const addCase = (): void =>
  void orShow(write(client.case.create({ label: nextCaseLabel(), actor: actorNow() })));

/** Cases and their sessions. */
export function Board(): ReactElement {
  const { t } = useTranslation();
  useFreshCounts();
  const cases = useRows((rows) => rows.all('case'));
  const sessions = useRows((rows) => rows.all('session'));
  const isImporting = useImports(({ items }) => items.length > 0);
  const [wanted, setWanted] = useState('');
  // The first screen is painted before the rest is made, in the background.
  const isRest = useDeferredValue(true, false);
  const shown = found(cases, sessions, useDeferredValue(wanted));

  return (
    <>
      <div className={classes['bar']}>
        <Button leftSection={<PlusIcon />} onClick={() => void chooseAndAdd(null)}>
          {t('import.choose')}
        </Button>
        <Button variant="default" onClick={() => void chooseTranscripts({ sessionId: null })}>
          {t('transcript.actions.import')}
        </Button>
        <Button variant="default" onClick={addCase}>
          {t('board.addCase')}
        </Button>
        {cases.length > 0 && <Summary cases={cases.length} sessions={sessions.length} />}
        {sessions.length > 6 && (
          <TextInput
            className={classes['search'] ?? ''}
            aria-label={t('board.search')}
            placeholder={t('board.search')}
            leftSection={<SearchIcon size="1.1em" />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
      </div>
      <WhatIsDue />
      <ImportList />
      {cases.length === 0 && !isImporting && (
        <EmptyState order={2} size="lg" title={t('board.emptyTitle')}>
          {t('board.emptyText')}
        </EmptyState>
      )}
      {cases.length > 0 && shown.length === 0 && <EmptyState order={2} title={t('board.nothingFound')} />}
      {(isRest ? shown : firstOf(shown)).map(([each, ofCase]) => (
        <CaseSection key={each.id} row={each} sessions={ofCase} />
      ))}
    </>
  );
}

function Summary({ cases, sessions }: { readonly cases: number; readonly sessions: number }): ReactElement {
  const { t } = useTranslation();
  const counts = useCounts((state) => state.counts);
  let moments = 0;
  for (const count of counts?.values() ?? []) moments += count.moments;
  return (
    <p className={classes['summary']}>
      {[
        t('board.cases', { count: cases }),
        t('board.sessions', { count: sessions }),
        ...(counts === null ? [] : [t('board.moments', { count: moments })]),
      ].join(' · ')}
    </p>
  );
}

type Shown = readonly (readonly [CaseRow, readonly SessionRow[]])[];

/** What there is room for at first; a case without sessions takes the room of one. */
function firstOf(shown: Shown): Shown {
  let room = firstCards;
  return shown.flatMap(([each, ofCase]) => {
    if (room <= 0) return [];
    const first = ofCase.slice(0, room);
    room -= Math.max(1, first.length);
    return [[each, first] as const];
  });
}

/** Cases with their sessions, in order; of a case whose own name is meant, all of them. */
function found(cases: readonly CaseRow[], sessions: readonly SessionRow[], wanted: string): Shown {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const byCase = Map.groupBy(sessions, ({ caseId }) => caseId);
  return cases
    .toSorted((left, right) => compareNames(left.label, right.label))
    .map((each) => {
      const ofCase = (byCase.get(each.id) ?? []).toSorted(compareSessions);
      const isMeant = fits(each.label);
      return [
        each,
        isMeant
          ? ofCase
          : ofCase.filter((session) => fits(`${each.label} ${sessionName(session)} ${session.title}`)),
        isMeant,
      ] as const;
    })
    .filter(([, ofCase, isMeant]) => isMeant || ofCase.length > 0)
    .map(([each, ofCase]) => [each, ofCase]);
}
