import { Button, Group, Text } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NamePlace } from '../../../../shared/contract/names.ts';
import { attempt, type Result } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { go, showDialog, showTab, useInterface } from '../../../state/interface.ts';
import { placeWords, replaceNames } from '../../../state/names.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { ProgressRow } from '../../../ui/ProgressRow.tsx';
import classes from './people.module.css';

type Found = { readonly places: readonly NamePlace[]; readonly isCut: boolean };

/** Every text of the study in which a name from the key file stands. `showDialog('nameCheck')` opens it. */
export function NameCheckDialog(): ReactElement {
  const { t } = useTranslation();
  const isOpen = useInterface((state) => state.dialog === 'nameCheck');
  return (
    <Dialog isOpen={isOpen} onClose={() => showDialog(null)} title={t('nameCheck.title')} size="lg">
      <NameCheck />
    </Dialog>
  );
}

function NameCheck(): ReactElement {
  const { t } = useTranslation();
  const [result, setResult] = useState<Result<Found> | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is the reason to look again.
  useEffect(() => {
    let isWanted = true;
    void attempt(client.names.check()).then((found) => {
      if (isWanted) setResult(found);
    });
    return () => {
      isWanted = false;
    };
  }, [round]);
  if (result === null) return <ProgressRow label={t('nameCheck.looking')} fraction={null} />;
  if (!result.ok) return <FailureNotice failure={result.failure} onRetry={() => setRound(round + 1)} />;
  const { places, isCut } = result.value;
  if (places.length === 0) return <Text>{t('nameCheck.none')}</Text>;
  const replaceable = places.filter(({ entity }) => entity !== 'person');

  async function replaceAll(): Promise<void> {
    if (await replaceNames(replaceable)) setRound(round + 1);
  }

  return (
    <>
      <Text>{t('nameCheck.found', { count: places.length })}</Text>
      <ul className={classes['places']}>
        {places.map((place) => (
          <li key={`${place.id} ${place.field}`}>
            <Place place={place} />
          </li>
        ))}
      </ul>
      {isCut && <Text size="sm">{t('nameCheck.cut', { count: places.length })}</Text>}
      {replaceable.length < places.length && <Text size="sm">{t('nameCheck.byHand')}</Text>}
      {replaceable.length > 0 && (
        <>
          <Text size="sm" c="dimmed" mt="xs">
            {t('nameCheck.kept')}
          </Text>
          <Group justify="flex-end" mt="lg">
            <Button onClick={() => void replaceAll()}>{t('nameCheck.replace')}</Button>
          </Group>
        </>
      )}
    </>
  );
}

function goTo({ entity, sessionId, interviewId }: NamePlace): void {
  showDialog(null);
  if (interviewId !== null) go({ screen: 'interview', interviewId });
  else if (sessionId !== null && entity !== 'session') go({ screen: 'session', sessionId });
  else showTab(entity === 'person' ? 'people' : entity === 'code' ? 'codebook' : 'sessions');
}

function Place({ place }: { readonly place: NamePlace }): ReactElement {
  const { t } = useTranslation();
  const { before, name, after } = place.excerpt;
  return (
    <div className={classes['place']}>
      <div>
        <span className={classes['placeKind']}>{placeWords(place)}</span>
        <bdi>
          {before}
          <mark>{name}</mark>
          {after}
        </bdi>
      </div>
      <Button size="compact-sm" variant="subtle" onClick={() => goTo(place)}>
        {t('nameCheck.goThere')}
      </Button>
    </div>
  );
}
