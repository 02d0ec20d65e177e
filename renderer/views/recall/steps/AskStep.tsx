import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceId } from '../../../../shared/model/ids.ts';
import { client } from '../../../api/client.ts';
import { byPosition } from '../../../recall/recall.ts';
import { goToStep } from '../../../recall/steps.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { useSettings } from '../../../state/settings.ts';
import { PlusIcon } from '../../../ui/icons.tsx';
import classes from '../RecallView.module.css';
import { useRecall } from '../recallContext.ts';
import { PlaceCard } from './PlaceCard.tsx';

/** The opening question, and its answers as the queue of places to visit. */
export function AskStep(): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const { openingQuestion } = useSettings();
  const places = useRows((rows) => rows.of('place', interview.id).toSorted(byPosition));
  const [added, setAdded] = useState<PlaceId | null>(null);
  const isLaid = interview.sampling.kind === 'interval' || interview.sampling.kind === 'random';

  const add = async (): Promise<void> => {
    const made = await orShow(
      write(
        client.place.add({
          interviewId: interview.id,
          what: '',
          aroundMs: null,
          endMs: null,
          rememberedMs: null,
          valence: null,
          rating: null,
          origin: 'asked',
          actor: actorNow(),
        }),
      ),
    );
    if (made !== undefined) setAdded(made.id);
  };

  return (
    <div className={classes['page']}>
      <section className={classes['panel']} aria-labelledby="ask-question">
        <h2 id="ask-question" className={classes['muted']}>
          {t('recall.ask.question')}
        </h2>
        <p className={classes['question']}>{openingQuestion}</p>
      </section>
      <section aria-labelledby="ask-places" className={classes['panel']}>
        <h2 id="ask-places">{t('recall.ask.places')}</h2>
        {interview.sampling.kind === 'selected' ? (
          <p className={classes['muted']}>{t('recall.ask.clips')}</p>
        ) : (
          places.length === 0 && <p className={classes['muted']}>{t('recall.ask.empty')}</p>
        )}
        <ol className={classes['places']}>
          {places.map((place, index) => (
            <PlaceCard
              key={place.id}
              place={place}
              index={index}
              places={places}
              isNew={place.id === added}
            />
          ))}
        </ol>
      </section>
      <div className={classes['actions']}>
        <AddButton onAdd={() => void add()} hasPlaces={places.length > 0} />
        {isLaid && interview.recordingId !== null && (
          <Button
            variant="default"
            onClick={() =>
              void orShow(write(client.place.lay({ interviewId: interview.id, actor: actorNow() })))
            }
          >
            {t('recall.ask.lay')}
          </Button>
        )}
        <Button onClick={() => void goToStep(recall, 'watch')}>{t('recall.ask.toWatch')}</Button>
      </div>
    </div>
  );
}

/** The first thing to do here, so it has the focus when nothing else is on the page yet. */
function AddButton({
  onAdd,
  hasPlaces,
}: {
  readonly onAdd: () => void;
  readonly hasPlaces: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const node = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!hasPlaces) node.current?.focus();
  }, [hasPlaces]);
  return (
    <Button ref={node} variant={hasPlaces ? 'default' : 'light'} leftSection={<PlusIcon />} onClick={onAdd}>
      {t('recall.ask.add')}
    </Button>
  );
}
