import { memo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import type { MemoRow } from '../../../shared/model/rows.ts';
import { askLink } from '../../desk/memos/about.ts';
import { addMemo, closeMemo, memoName, openMemo, useOpenMemo } from '../../desk/memos/opened.ts';
import { useMemosLoad } from '../../state/apart.ts';
import { useRows } from '../../state/rows.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { PersonBadge } from '../../ui/PersonBadge.tsx';
import { formatDayAndTime } from '../../ui/words.ts';
import { Links } from './Links.tsx';
import { MemoEditor } from './MemoEditor.tsx';
import classes from './memos.module.css';

type Props = Thing & {
  readonly order?: 2 | 3;
  /** Not where a dialog is titled so already. */
  readonly isTitled?: boolean;
};

/** What was written about a thing, and what it is linked with. Takes plain values, so that it is drawn only when they change. */
export const Memos = memo(function Memos({ kind, id, order = 3, isTitled = true }: Props): ReactElement {
  const { t } = useTranslation();
  const load = useMemosLoad();
  const memos = useRows((rows) =>
    rows
      .of('memo', id)
      // Rows are found under everything that they name: a person's own are those about them.
      .filter(({ targetId }) => targetId === id)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const Title = `h${order}` as const;
  return (
    <section aria-label={t('memo.title')} className={classes['memos']}>
      <div className={classes['head']}>
        {isTitled && (
          <Title className={classes['title']}>{t(kind === 'study' ? 'memo.onStudy' : 'memo.title')}</Title>
        )}
        <span className={classes['tools']}>
          <button
            type="button"
            data-add
            className={classes['tool']}
            onClick={() => void addMemo({ kind, id })}
          >
            {t('memo.add')}
          </button>
          <button type="button" className={classes['tool']} onClick={() => askLink({ kind, id })}>
            {t('memo.addLink')}
          </button>
        </span>
      </div>
      {load.status === 'failed' && <FailureNotice failure={load.failure} onRetry={load.retry} />}
      {memos.length > 0 && (
        <ul>
          {memos.map((each) => (
            <MemoItem key={each.id} row={each} />
          ))}
        </ul>
      )}
      <Links id={id} />
    </section>
  );
});

export function MemoItem({
  row,
  about = null,
}: {
  readonly row: MemoRow;
  readonly about?: string | null;
}): ReactElement {
  const { t } = useTranslation();
  const isOpen = useOpenMemo((state) => state.id === row.id);
  const person = useRows((rows) => rows.get('person', row.personId));
  return (
    <li className={classes['item']} data-open={isOpen || undefined}>
      <button
        type="button"
        className={classes['itemHead']}
        aria-expanded={isOpen}
        onClick={() => (isOpen ? closeMemo() : openMemo(row.id))}
      >
        <span className={classes['name']}>{memoName(row)}</span>
        {about !== null && <span className={classes['about']}>{about}</span>}
        <span className={classes['meta']}>
          {person !== undefined && (
            <>
              <PersonBadge person={person} size="sm" />
              <span className={classes['by']}>{person.name}</span>
            </>
          )}
          <time dateTime={new Date(row.changedAt).toISOString()} title={t('memo.changed')}>
            {formatDayAndTime(row.changedAt)}
          </time>
        </span>
      </button>
      {isOpen && <MemoEditor id={row.id} />}
    </li>
  );
}
