import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Score, scoresOf } from '../../../shared/instrument/score.ts';
import type { InstrumentItemRow, InstrumentRow, RatingRow } from '../../../shared/model/rows.ts';
import classes from './ratings.module.css';

type Props = {
  readonly form: InstrumentRow;
  readonly items: readonly InstrumentItemRow[];
  readonly answers: ReadonlyMap<string, RatingRow>;
};

/** What is not answered yet, and every score that the instrument makes of what is. */
export function Scores({ form, items, answers }: Props): ReactElement {
  const { t } = useTranslation();
  const missing = items.filter(({ id }) => !answers.has(id));
  const values = new Map(
    [...answers].flatMap(([id, { value }]): [string, number][] => (value === null ? [] : [[id, value]])),
  );
  const scores = scoresOf(form, items, values);
  return (
    <section aria-label={t('rating.scores')} className={classes['scores']}>
      <p className={classes['muted']}>
        {missing.length === 0
          ? t('rating.complete')
          : `${t('rating.progress', { answered: items.length - missing.length, count: items.length })} ${t('rating.missing', { labels: missing.map(({ label }) => label).join(', ') })}`}
      </p>
      {scores.length > 0 && (
        <dl>
          {scores.map((score) => (
            <div key={score.subscale ?? 'total'}>
              <dt>{score.subscale ?? t('rating.total')}</dt>
              <ScoreWords score={score} leastAnswered={form.leastAnswered} />
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function ScoreWords({ score, leastAnswered }: { readonly score: Score; readonly leastAnswered: number }) {
  const { t } = useTranslation();
  const { value, answered, items: count } = score;
  // As `scoresOf` reckons: at least one, and no more than there are.
  const needed = Math.max(1, Math.ceil(leastAnswered * count - 5e-4));
  if (count === 0) return <dd className={classes['muted']}>{t('rating.noItemOf')}</dd>;
  return value === null ? (
    <dd className={classes['muted']}>{t('rating.scoreMissing', { answered, count, needed })}</dd>
  ) : (
    <dd>{t('rating.score', { score: String(Math.round(value * 100) / 100), answered, count })}</dd>
  );
}
