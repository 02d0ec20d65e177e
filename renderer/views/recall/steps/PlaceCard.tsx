import { ActionIcon, Select } from '@mantine/core';
import { type DragEvent, type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceId } from '../../../../shared/model/ids.ts';
import type { PlaceRow } from '../../../../shared/model/rows.ts';
import { valence } from '../../../../shared/model/vocabulary.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { mirror, write } from '../../../state/rows.ts';
import { useSettings } from '../../../state/settings.ts';
import { icon } from '../../../ui/icons.tsx';
import { DraftInput } from '../parts/DraftInput.tsx';
import { ScaleInput } from '../parts/ScaleInput.tsx';
import { TimeInput } from '../parts/TimeInput.tsx';
import classes from '../RecallView.module.css';

const UpIcon = icon('M4.5 12.5 10 7l5.5 5.5');
const DownIcon = icon('M4.5 7.5 10 13l5.5-5.5');
const CrossIcon = icon('M5 5l10 10M15 5 5 15');

const dragType = 'application/x-stillpoint-place';

type Props = {
  readonly place: PlaceRow;
  readonly index: number;
  /** In the order of the queue. */
  readonly places: readonly PlaceRow[];
  readonly isNew: boolean;
};

/** An answer to the opening question: what, about where, how long, and how it was. */
export function PlaceCard({ place, index, places, isNew }: Props): ReactElement {
  const { t } = useTranslation();
  const node = useRef<HTMLLIElement>(null);
  const [isOver, setOver] = useState(false);
  const { id } = place;
  const number = index + 1;
  const change: OnChange = (fields) =>
    void orShow(write(client.place.update({ id, ...fields, actor: actorNow() })));

  useEffect(() => {
    if (isNew) node.current?.querySelector('input')?.focus();
  }, [isNew]);

  const move = (direction: 1 | -1): void => {
    const target = direction === -1 ? places[index - 1] : places[index + 2];
    if (direction === -1 && target === undefined) return;
    if (direction === 1 && index === places.length - 1) return;
    moveBefore(id, target?.id ?? null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1);
  };
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    const dragged = places.find((each) => each.id === event.dataTransfer.getData(dragType));
    if (dragged === undefined) return;
    event.preventDefault();
    moveBefore(dragged.id, id);
  };

  return (
    <li
      ref={node}
      className={classes['place']}
      aria-label={t('recall.ask.placeOf', { number })}
      data-over={isOver || undefined}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(dragType)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what the mouse holds the card by. */}
      <div
        className={classes['placeNumber']}
        draggable
        onDragStart={(event) => event.dataTransfer.setData(dragType, id)}
      >
        {number}
      </div>
      <div className={classes['placeFields']}>
        <div className={classes['placeWhat']}>
          <DraftInput
            label={place.origin === 'asked' ? t('recall.ask.what') : whenLabel(place)}
            placeholder={t('recall.ask.whatHint')}
            source={{
              key: `place.what:${id}`,
              read: () => mirror.get('place', id)?.what ?? '',
              save: (what, step) => write(client.place.update({ id, what, step, actor: actorNow() })),
            }}
          />
        </div>
        {place.origin === 'asked' && <Answer place={place} onChange={change} />}
        {place.origin === 'selected' && <ClipTimes place={place} onChange={change} />}
      </div>
      <div className={classes['placeTools']}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('recall.ask.up', { number })}
          disabled={index === 0}
          onClick={() => move(-1)}
        >
          <UpIcon />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('recall.ask.down', { number })}
          disabled={index === places.length - 1}
          onClick={() => move(1)}
        >
          <DownIcon />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('recall.ask.remove', { number })}
          onClick={() => void orShow(write(client.place.remove({ id, actor: actorNow() })))}
        >
          <CrossIcon />
        </ActionIcon>
      </div>
    </li>
  );
}

function moveBefore(id: PlaceId, before: PlaceId | null): void {
  if (id !== before) void orShow(write(client.place.move({ id, before, actor: actorNow() })));
}

const whenLabel = ({ aroundMs, endMs }: PlaceRow): string =>
  [aroundMs, endMs]
    .filter((ms) => ms !== null)
    .map((ms) => formatTime(ms, 0))
    .join(' – ');

type OnChange = (
  fields: Partial<Pick<PlaceRow, 'aroundMs' | 'endMs' | 'rememberedMs' | 'valence' | 'rating'>>,
) => void;
type FieldsProps = { readonly place: PlaceRow; readonly onChange: OnChange };

/** What the recaller says of a striking moment. */
function Answer({ place, onChange }: FieldsProps): ReactElement {
  const { t } = useTranslation();
  const { placesAreRated } = useSettings();
  return (
    <>
      <TimeInput
        label={t('recall.ask.around')}
        placeholder={t('recall.ask.unknown')}
        valueMs={place.aroundMs}
        onTime={(aroundMs) => onChange({ aroundMs })}
      />
      <TimeInput
        label={t('recall.ask.remembered')}
        placeholder={t('recall.ask.unknown')}
        valueMs={place.rememberedMs}
        onTime={(rememberedMs) => onChange({ rememberedMs })}
      />
      <Select
        label={t('recall.ask.valence')}
        clearable
        data={valence.options.map((value) => ({ value, label: t(`recall.ask.${value}`) }))}
        value={place.valence}
        onChange={(value) => onChange({ valence: valence.options.find((each) => each === value) ?? null })}
      />
      {placesAreRated && (
        <ScaleInput
          label={t('recall.ask.rating')}
          value={place.rating}
          onValue={(rating) => onChange({ rating })}
        />
      )}
    </>
  );
}

function ClipTimes({ place, onChange }: FieldsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <TimeInput
        label={t('recall.clips.from')}
        valueMs={place.aroundMs}
        onTime={(aroundMs) => (aroundMs === null ? undefined : onChange({ aroundMs }))}
      />
      <TimeInput
        label={t('recall.clips.until')}
        valueMs={place.endMs}
        onTime={(endMs) => onChange({ endMs })}
      />
    </>
  );
}
