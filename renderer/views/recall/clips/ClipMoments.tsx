import { Button, UnstyledButton } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import type { MomentEntry } from '../../../desk/session/model/entries.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { CheckIcon, PlusIcon } from '../../../ui/icons.tsx';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import { usePerson, useRecall } from '../recallContext.ts';
import classes from './clips.module.css';

type Props = {
  readonly entries: readonly MomentEntry[];
  readonly momentId: string | null;
  readonly onShow: (entry: MomentEntry) => void;
};

/** The moments that may be seen here, each of which can be a clip. */
export function ClipMoments({ entries, momentId, onShow }: Props): ReactElement {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const clips = useRows((rows) =>
    rows.of('place', interview.id).filter(({ origin }) => origin === 'selected'),
  );
  if (entries.length === 0) return <p className={classes['muted']}>{t('recall.clips.noMoments')}</p>;
  return (
    <ul className={classes['moments']} aria-label={t('recall.clips.moments')}>
      {entries.map((entry) => (
        <ClipMoment
          key={entry.moment.id}
          entry={entry}
          clip={clips.find((clip) => isOf(clip, entry))}
          isShown={entry.moment.id === momentId}
          onShow={onShow}
        />
      ))}
    </ul>
  );
}

/** Made of this moment, or of the very same span. */
function isOf({ aroundMs, endMs }: PlaceRow, entry: MomentEntry): boolean {
  return aroundMs === entry.startMs && (endMs ?? aroundMs) === entry.endMs;
}

type ItemProps = {
  readonly entry: MomentEntry;
  readonly clip: PlaceRow | undefined;
  readonly isShown: boolean;
  readonly onShow: (entry: MomentEntry) => void;
};

function ClipMoment({ entry, clip, isShown, onShow }: ItemProps): ReactElement {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const item = useRef<HTMLLIElement>(null);
  const { moment, startMs, endMs } = entry;
  const person = usePerson(moment.personId);
  const name = moment.label === '' ? t('session.moments.unnamed') : moment.label;
  const isChosen = clip !== undefined;
  useEffect(() => {
    if (isShown) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);

  const toggle = (): void => {
    const actor = actorNow();
    const changed = isChosen
      ? client.place.remove({ id: clip.id, actor })
      : client.place.choose({ interviewId: interview.id, momentIds: [moment.id], actor });
    void orShow(write(changed));
  };

  return (
    <li ref={item} data-current={isShown || undefined}>
      {person !== undefined && <PersonBadge person={person} size="sm" />}
      <UnstyledButton
        className={classes['moment'] ?? ''}
        aria-label={t('recall.clips.show', { name })}
        onClick={() => onShow(entry)}
      >
        <span className={classes['name']}>{name}</span>
        <span className={classes['when']}>
          <TimeText ms={startMs} />
          {endMs > startMs && (
            <>
              {' – '}
              <TimeText ms={endMs} />
            </>
          )}
        </span>
      </UnstyledButton>
      <Button
        size="compact-md"
        variant={isChosen ? 'light' : 'default'}
        aria-pressed={isChosen}
        aria-label={t('recall.clips.choose', { name })}
        leftSection={isChosen ? <CheckIcon size="1em" /> : <PlusIcon size="1em" />}
        onClick={toggle}
      >
        {t(isChosen ? 'recall.clips.chosen' : 'recall.clips.take')}
      </Button>
    </li>
  );
}
