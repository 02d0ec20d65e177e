import { CloseButton } from '@mantine/core';
import { type ReactElement, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonId, StepId } from '../../../shared/model/ids.ts';
import type { InstrumentItemRow, RatingRow } from '../../../shared/model/rows.ts';
import { answer, idOf, type Rated, ratingsOf } from '../../desk/ratings/answers.ts';
import { pointsAtMost, pointsOf } from '../../desk/ratings/scale.ts';
import { orShow } from '../../state/notices.ts';
import { mirror } from '../../state/rows.ts';
import { newStep } from '../../state/step.ts';
import { DraftTextarea } from '../../ui/DraftTextarea.tsx';
import { LongScale } from './LongScale.tsx';
import { Points } from './Points.tsx';
import classes from './ratings.module.css';

type Props = {
  readonly item: InstrumentItemRow;
  readonly number: number;
  readonly rated: Rated;
  readonly personId: PersonId;
  readonly answer: RatingRow | undefined;
  readonly onNext: () => void;
};

/** One item of a form. What is answered between coming to it and leaving it is one undo step. */
export function ItemField({ item, number, rated, personId, answer: given, onNext }: Props): ReactElement {
  const { t } = useTranslation();
  const labelId = useId();
  const step = useRef<StepId | null>(null);
  const { id, label, prompt, kind } = item;
  const value = given?.value ?? null;
  const give = (next: number | null): Promise<unknown> => {
    step.current ??= newStep();
    return orShow(answer(rated, personId, id, { value: next }, step.current));
  };
  const read = (): string =>
    ratingsOf(mirror, rated).find(
      (each) => each.itemId === id && each.personId === personId && each.interviewId === null,
    )?.text ?? '';

  return (
    <li
      className={classes['item']}
      data-unanswered={given === undefined || undefined}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) step.current = null;
      }}
    >
      <div className={classes['itemHead']}>
        <span id={labelId} className={classes['label']}>
          <span className={classes['number']}>{number}</span> {label}
        </span>
        {value !== null && (
          <span className={classes['answer']}>
            {value}
            <CloseButton
              size="sm"
              aria-label={t('rating.takeBack', { label })}
              onClick={() => void give(null)}
            />
          </span>
        )}
      </div>
      {prompt !== '' && <p className={classes['prompt']}>{prompt}</p>}
      {kind === 'text' ? (
        <DraftTextarea
          label={label}
          isLabelHidden
          minRows={1}
          source={{
            key: `rating:${idOf(rated)} ${personId} ${id}`,
            read,
            save: (text, textStep) => answer(rated, personId, id, { value: null, text }, textStep),
          }}
        />
      ) : pointsOf(item).length > pointsAtMost ? (
        <LongScale item={item} value={value} onAnswer={give} />
      ) : (
        <Points item={item} labelId={labelId} value={value} onAnswer={give} onNext={onNext} />
      )}
    </li>
  );
}
