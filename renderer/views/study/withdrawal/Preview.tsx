import { Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WithdrawalPreview } from '../../../../shared/contract/withdrawal.ts';
import type { Entity } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { nameOf } from '../../../state/people.ts';
import { formatBytes } from '../../../ui/words.ts';
import classes from './withdrawal.module.css';

/** What a person reads first; what hangs on it is said by number. */
const first: readonly Entity[] = [
  'person',
  'case',
  'session',
  'recording',
  'interview',
  'moment',
  'statement',
];

/** All that will go, and what cannot be reached, before anything does. */
export function Preview({ preview }: { readonly preview: WithdrawalPreview }): ReactElement {
  const { t } = useTranslation();
  const { counts, ofOthers, loosenedCount, recordings, journalCount, backupCount, notReached } = preview;
  // Object.keys forgets whose keys they are; the core counts rows of the schema's entities.
  const entities = (Object.keys(counts) as Entity[]).toSorted(
    (left, right) => rank(left) - rank(right) || left.localeCompare(right),
  );
  const isEmpty = entities.length === 0 && recordings.length === 0;
  return (
    <section aria-labelledby="withdraw-goes">
      <Title order={3} id="withdraw-goes">
        {t('withdrawal.goes')}
      </Title>
      {isEmpty && <Text>{t('withdrawal.nothing')}</Text>}
      <ul className={classes['counts']}>
        {entities.map((entity) => (
          <li key={entity}>
            {t('withdrawal.counted', { count: counts[entity] ?? 0, what: t(`withdrawal.rows.${entity}`) })}
          </li>
        ))}
      </ul>
      <ul className={classes['facts']}>
        {recordings.map(({ id, label, durationMs, byteCount, fate }) => (
          <li key={id}>
            {fate === 'erased'
              ? t('withdrawal.file', {
                  label,
                  duration: formatTime(durationMs, 0),
                  size: formatBytes(byteCount),
                })
              : t('withdrawal.silenced', { label, duration: formatTime(durationMs, 0) })}
          </li>
        ))}
        {ofOthers.map(({ personId, count }) => (
          <li key={personId}>{t('withdrawal.ofOthers', { name: nameOf(personId), count })}</li>
        ))}
        {loosenedCount > 0 && <li>{t('withdrawal.loosened', { count: loosenedCount })}</li>}
        <li>{t('withdrawal.journal', { count: journalCount })}</li>
        <li>{t('withdrawal.backups', { count: backupCount })}</li>
      </ul>
      <Title order={3} mt="md">
        {t('withdrawal.notReached')}
      </Title>
      <ul className={classes['facts']}>
        {notReached.map((place) => (
          <li key={place}>{t(`withdrawal.place.${place}`)}</li>
        ))}
      </ul>
    </section>
  );
}

const rank = (entity: Entity): number => {
  const place = first.indexOf(entity);
  return place === -1 ? first.length : place;
};
