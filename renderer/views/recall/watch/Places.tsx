import { ActionIcon, UnstyledButton } from '@mantine/core';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { placeName, showPlace, tickPlace } from '../../../recall/places.ts';
import { byPosition } from '../../../recall/recall.ts';
import { useRows } from '../../../state/rows.ts';
import { CheckIcon } from '../../../ui/icons.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import { useRecall, useRecallState, useTarget } from '../recallContext.ts';
import classes from './watch.module.css';

/** The queue: where to go still, ticked off by playback that passes through, or by hand. */
export function Places(): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const places = useRows((rows) => rows.of('place', interview.id).toSorted(byPosition));
  const placeId = useRecallState((state) => state.placeId);
  const node = useRef<HTMLElement>(null);
  useTarget('places', () => node.current?.querySelector('button')?.focus());
  return (
    <section ref={node} className={classes['list']} aria-labelledby="watch-places">
      <h2 id="watch-places">{t('recall.watch.places')}</h2>
      {places.length === 0 && <p className={classes['muted']}>{t('recall.watch.noPlaces')}</p>}
      <ol>
        {places.map((place, index) => {
          const name = placeName(place, index);
          const isVisited = place.visited !== null;
          return (
            <li key={place.id} data-current={place.id === placeId || undefined}>
              <ActionIcon
                variant={isVisited ? 'light' : 'default'}
                size="sm"
                aria-pressed={isVisited}
                aria-label={t('recall.watch.tick', { place: name })}
                onClick={() => tickPlace(recall, place.id)}
              >
                {isVisited ? <CheckIcon size="0.9em" /> : ''}
              </ActionIcon>
              <UnstyledButton
                className={classes['row'] ?? ''}
                disabled={place.aroundMs === null}
                aria-label={t('recall.watch.goTo', { place: name })}
                onClick={() => showPlace(recall, place.id)}
              >
                <span className={classes['rowName']}>{name}</span>
                {place.aroundMs !== null && <TimeText ms={place.aroundMs} decimals={0} />}
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
