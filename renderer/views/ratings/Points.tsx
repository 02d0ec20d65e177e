import { type KeyboardEvent, type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstrumentItemRow } from '../../../shared/model/rows.ts';
import { anchorOf, answerOf, pointsOf } from '../../desk/ratings/scale.ts';
import classes from './ratings.module.css';

type Props = {
  readonly item: InstrumentItemRow;
  /** Of the element that says what is rated. */
  readonly labelId: string;
  readonly value: number | null;
  /** Done when the core has it. */
  readonly onAnswer: (value: number | null) => Promise<unknown>;
  readonly onNext: () => void;
};

/** The points of a scale side by side: one place for Tab, arrow keys and digits answer. */
export function Points({ item, labelId, value, onAnswer, onNext }: Props): ReactElement {
  const { t } = useTranslation();
  const group = useRef<HTMLDivElement>(null);
  /** Answers that the core has not got yet: the next key goes on from the last of them. */
  const waiting = useRef({ count: 0, last: value });
  const typed = useRef<number | null>(null);
  const points = pointsOf(item);
  // Numbers at each of seventeen points could not be read.
  const hasHalves = points.length > 11;

  const give = (next: number | null): void => {
    waiting.current = { count: waiting.current.count + 1, last: next };
    void onAnswer(next).finally(() => {
      waiting.current.count -= 1;
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onNext();
      return;
    }
    if (event.key === ' ') {
      // The point that has the focus.
      const focused = Number(
        event.target instanceof HTMLElement ? event.target.dataset['value'] : Number.NaN,
      );
      event.preventDefault();
      if (!Number.isNaN(focused)) give(focused);
      return;
    }
    const now = waiting.current.count > 0 ? waiting.current.last : value;
    const next = answerOf(item, now, event.key, typed.current);
    typed.current = /^[0-9]$/.test(event.key) ? (next ?? null) : null;
    if (next === undefined) return;
    event.preventDefault();
    const to = next ?? points[0];
    group.current?.querySelector<HTMLElement>(`[data-value="${to}"]`)?.focus();
    if (next !== now) give(next);
  };

  return (
    <div>
      <div
        ref={group}
        role="radiogroup"
        aria-labelledby={labelId}
        className={classes['points']}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) typed.current = null;
        }}
      >
        {points.map((point, place) => {
          const anchor = anchorOf(item, point);
          const isChosen = point === value;
          return (
            // biome-ignore lint/a11y/useSemanticElements: of an <input type="radio"> neither digits nor taking back could be made.
            <button
              key={point}
              type="button"
              role="radio"
              aria-checked={isChosen}
              aria-label={anchor === null ? String(point) : t('rating.point', { value: point, anchor })}
              title={anchor ?? undefined}
              data-value={point}
              data-half={(hasHalves && !Number.isInteger(point)) || undefined}
              tabIndex={isChosen || (value === null && place === 0) ? 0 : -1}
              className={classes['point']}
              onClick={() => give(point)}
            >
              {hasHalves && !Number.isInteger(point) ? '·' : point}
            </button>
          );
        })}
      </div>
      {item.anchors.length > 0 && (
        <p className={classes['anchors']} aria-hidden="true">
          {item.anchors
            .toSorted((a, b) => a.value - b.value)
            .map(({ value: at, label }) => (
              <span key={at}>
                {at} {label}
              </span>
            ))}
        </p>
      )}
    </div>
  );
}
