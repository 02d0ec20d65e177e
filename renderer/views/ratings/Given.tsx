import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstrumentId, PersonId } from '../../../shared/model/ids.ts';
import type { RatingTarget } from '../../../shared/model/rating.ts';
import type { RatingRow } from '../../../shared/model/rows.ts';
import { chooseForm, useRating } from '../../desk/ratings/ratingState.ts';
import type { RowReader } from '../../state/mirror.ts';
import { useRows } from '../../state/rows.ts';
import { PersonBadge } from '../../ui/PersonBadge.tsx';
import classes from './ratings.module.css';

type Props = {
  readonly kind: RatingTarget['kind'];
  readonly ratings: readonly RatingRow[];
  readonly shownPersonId: PersonId;
  readonly shownFormId: InstrumentId;
};

/** Answers of one person with one form, in one recall interview or outside of any; as text, so that equal lists are equal. */
function groupsOf(rows: RowReader, ratings: readonly RatingRow[]): Map<string, RatingRow[]> {
  const groups = new Map<string, RatingRow[]>();
  for (const rating of ratings) {
    const formId = rows.get('instrumentItem', rating.itemId)?.instrumentId ?? '';
    const key = `${rating.personId} ${formId} ${rating.interviewId ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), rating]);
  }
  return groups;
}

/** Who else rated this, or with what else: shown with a click, or as it was said in a recall interview. */
export function Given({ kind, ratings, shownPersonId, shownFormId }: Props): ReactElement | null {
  const { t } = useTranslation();
  useRows((rows) => rows.all('instrumentItem'));
  const lines = useRows((rows) =>
    [...groupsOf(rows, ratings)].map(([key, group]) => ({
      key,
      group,
      person: rows.get('person', group[0]?.personId ?? null),
      form: rows.get(
        'instrument',
        rows.get('instrumentItem', group[0]?.itemId ?? null)?.instrumentId ?? null,
      ),
    })),
  ).filter(
    ({ group, person, form }) =>
      group[0]?.interviewId !== null || person?.id !== shownPersonId || form?.id !== shownFormId,
  );
  if (lines.length === 0) return null;
  return (
    <section aria-label={t('rating.given')}>
      <h4 className={classes['subtitle']}>{t('rating.given')}</h4>
      <ul className={classes['given']}>
        {lines.map(({ key, group, person, form }) => {
          if (person === undefined || form === undefined) return null;
          const values = group.flatMap(({ value }) => value ?? []).join(', ');
          const isInInterview = group[0]?.interviewId !== null;
          const words = [
            person.name,
            form.name,
            isInInterview ? t('rating.givenIn') : t('rating.answered', { count: group.length }),
            values,
          ];
          return (
            <li key={key}>
              <PersonBadge person={person} size="sm" />
              {isInInterview ? (
                <span>{words.filter(Boolean).join(' · ')}</span>
              ) : (
                <button
                  type="button"
                  className={classes['show']}
                  title={t('rating.givenShow', { name: person.name, form: form.name })}
                  onClick={() => {
                    useRating.setState({ personId: person.id });
                    chooseForm(kind, form.id);
                  }}
                >
                  {words.filter(Boolean).join(' · ')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
