import { Button, SegmentedControl } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { asGroup, querySets, withSet } from '../../../desk/find/draft.ts';
import { useFind } from '../../../desk/find/find.ts';
import {
  clearQuery,
  queryAgain,
  restoreQuery,
  setQuery,
  setWhere,
  useQuery,
} from '../../../desk/find/querying.ts';
import { onMessage } from '../../../state/connection.ts';
import panel from '../find.module.css';
import { ClauseGroup } from './ClauseGroup.tsx';
import classes from './query.module.css';
import { SavedQueries } from './SavedQueries.tsx';
import { SaveQuery } from './SaveQuery.tsx';

/** What is asked of the study, as conditions that can be laid inside one another. Answered at every change. */
export function QueryForm(): ReactElement {
  const { t } = useTranslation();
  const { query } = useQuery();
  const asked = useFind((state) => state.asked);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once more, it wants the focus once more.
  useEffect(() => {
    heading.current?.focus();
  }, [asked]);
  useEffect(() => {
    void restoreQuery();
    return onMessage((message) => (message.type === 'change' ? queryAgain() : undefined));
  }, []);

  return (
    <div className={panel['fields']}>
      <SavedQueries />
      <section className={classes['builder']} aria-labelledby="query-heading">
        <div className={classes['builderTop']}>
          <h2 id="query-heading" ref={heading} tabIndex={-1} className={classes['heading']}>
            {t('find.query.find')}
          </h2>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={clearQuery}>
            {t('find.query.clear')}
          </Button>
        </div>
        <SegmentedControl
          fullWidth
          aria-label={t('find.query.find')}
          value={query.of}
          data={querySets.map((of) => ({ value: of, label: t(`find.query.set.${of}`) }))}
          onChange={(value) => setQuery(withSet(query, querySets.find((of) => of === value) ?? 'moments'))}
        />
        <ClauseGroup group={asGroup(query.where)} of={query.of} depth={0} onChange={setWhere} />
      </section>
      <SaveQuery />
    </div>
  );
}
