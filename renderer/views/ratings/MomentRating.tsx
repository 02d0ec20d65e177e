import { NativeSelect } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MomentId, SessionId } from '../../../shared/model/ids.ts';
import { byId } from '../../../shared/model/order.ts';
import { formatTime } from '../../../shared/time/timecode.ts';
import type { Rated } from '../../desk/ratings/answers.ts';
import { useRows } from '../../state/rows.ts';
import { RatingForm } from './RatingForm.tsx';

type Props = { readonly momentId: MomentId; readonly sessionId: SessionId };

/** A moment, or one of its peaks: forms about moments are filled in about both. */
export function MomentRating({ momentId, sessionId }: Props): ReactElement {
  const { t } = useTranslation();
  const [peakId, setPeakId] = useState<string | null>(null);
  const peaks = useRows((rows) =>
    rows.of('peak', momentId).toSorted((a, b) => a.atMs - b.atMs || byId(a, b)),
  );
  const people = useRows((rows) => rows.all('person'));
  // Removed meanwhile, it is the moment again.
  const peak = peaks.find(({ id }) => id === peakId);
  const rated: Rated =
    peak === undefined
      ? { kind: 'moment', momentId, inSession: sessionId }
      : { kind: 'peak', peakId: peak.id, inSession: sessionId };
  return (
    <>
      {peaks.length > 0 && (
        <NativeSelect
          size="sm"
          mt="xs"
          label={t('rating.what')}
          value={peak?.id ?? ''}
          onChange={(event) => setPeakId(event.currentTarget.value)}
          data={[
            { value: '', label: t('rating.whole') },
            ...peaks.map(({ id, atMs, personId }) => ({
              value: id,
              label: t('rating.peak', {
                time: formatTime(atMs, 1),
                name: people.find((person) => person.id === personId)?.name ?? '',
              }),
            })),
          ]}
        />
      )}
      <RatingForm key={peak?.id ?? momentId} rated={rated} />
    </>
  );
}
