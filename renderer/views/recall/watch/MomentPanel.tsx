import { ActionIcon, Button, Select } from '@mantine/core';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { recallItemId } from '../../../../shared/instrument/recall-rating.ts';
import type { MomentId, PeakId } from '../../../../shared/model/ids.ts';
import type { PeakRow, StopRow } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { client } from '../../../api/client.ts';
import { runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { addPeak, momentsNow, rate, stopToMoment } from '../../../recall/moments.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { mirror, useRows, write } from '../../../state/rows.ts';
import { icon } from '../../../ui/icons.tsx';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import { DraftInput } from '../parts/DraftInput.tsx';
import { ScaleInput } from '../parts/ScaleInput.tsx';
import { recallersOf } from '../people.ts';
import { usePerson, useRecall, useTarget } from '../recallContext.ts';
import classes from './watch.module.css';

const CrossIcon = icon('M5 5l10 10M15 5 5 15');

/** The moment that the stop belongs to: made of it with one key, or one that there is; its peaks, and how helpful they were. */
export function MomentPanel({ stop }: { readonly stop: StopRow }): ReactElement {
  const { t } = useTranslation();
  return (
    <section className={classes['moment']} aria-labelledby="watch-moment">
      <h3 id="watch-moment">{t('recall.watch.moment')}</h3>
      {stop.momentId === null ? <Make /> : <OfMoment momentId={stop.momentId} />}
    </section>
  );
}

function Make(): ReactElement {
  const { t } = useTranslation();
  const keys = useCommandKeys('recall.makeMoment');
  return (
    <div className={classes['fields']}>
      <Button variant="light" title={keys} onClick={() => runById('recall.makeMoment')}>
        {t('recall.watch.make')}
      </Button>
      <Join />
    </div>
  );
}

function Join(): ReactElement | null {
  const { t } = useTranslation();
  const { recall } = useRecall();
  useRows((rows) => rows.of('moment', recall.sessionId));
  const moments = momentsNow(recall);
  if (moments.length === 0) return null;
  return (
    <Select
      aria-label={t('recall.watch.join')}
      placeholder={t('recall.watch.join')}
      className={classes['join'] ?? ''}
      data={moments.map(({ id, startMs, label }) => ({
        value: id,
        label: t('recall.watch.momentAt', { time: formatTime(startMs, 1), label }),
      }))}
      value={null}
      onChange={(value) => {
        const moment = moments.find(({ id }) => id === value);
        if (moment !== undefined) void stopToMoment(recall, moment.id);
      }}
    />
  );
}

function OfMoment({ momentId }: { readonly momentId: MomentId }): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const people = useRows((rows) => recallersOf(rows, recall.sessionId));
  const peaks = useRows((rows) => rows.of('peak', momentId).toSorted((a, b) => a.atMs - b.atMs));
  const rating = useRef<HTMLInputElement>(null);
  useTarget('rating', () => rating.current?.focus());
  const value = useRating(momentId, null);
  return (
    <>
      <DraftInput
        label={t('recall.watch.momentLabel')}
        source={{
          key: `moment.label:${momentId}`,
          read: () => mirror.get('moment', momentId)?.label ?? '',
          save: (label, step) =>
            write(client.moment.update({ id: momentId, label, step, actor: actorNow() })),
        }}
      />
      <ScaleInput
        key={`${interview.id} ${momentId}`}
        inputRef={rating}
        label={t('recall.watch.helpfulness')}
        description={t('recall.watch.scaleHint')}
        value={value}
        onValue={(next) => rate(recall, null, next)}
      />
      <h4 className={classes['peaksTitle']}>{t('recall.watch.peaks')}</h4>
      {peaks.map((peak) => (
        <Peak key={peak.id} peak={peak} />
      ))}
      <div className={classes['fields']}>
        {people.map((person) => (
          <Button
            key={person.id}
            size="compact-md"
            variant="default"
            leftSection={<PersonBadge person={person} size="sm" />}
            onClick={() => void addPeak(recall, person.id, recall.player?.nowMs() ?? 0)}
          >
            {t('recall.watch.addPeak', { name: person.name })}
          </Button>
        ))}
      </div>
    </>
  );
}

function Peak({ peak }: { readonly peak: PeakRow }): ReactElement {
  const { t } = useTranslation();
  const { recall } = useRecall();
  const person = usePerson(peak.personId);
  const value = useRating(peak.momentId, peak.id);
  const name = person?.name ?? '';
  return (
    <div className={classes['peak']}>
      {person !== undefined && <PersonBadge person={person} size="sm" />}
      <TimeText ms={peak.atMs} />
      <ScaleInput
        isLabelHidden
        label={t('recall.watch.peakHelpfulness', { name })}
        value={value}
        onValue={(next) => rate(recall, peak.id, next)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('recall.watch.removePeak', { name, time: formatTime(peak.atMs, 1) })}
        onClick={() => void orShow(write(client.peak.remove({ id: peak.id, actor: actorNow() })))}
      >
        <CrossIcon />
      </ActionIcon>
    </div>
  );
}

/** The recaller's own, in this interview. */
function useRating(momentId: MomentId, peakId: PeakId | null): number | null {
  const { interview } = useRecall();
  return useRows((rows) => {
    const found = rows
      .of('rating', interview.id)
      .find(
        (each) =>
          each.itemId === recallItemId &&
          each.momentId === momentId &&
          each.peakId === peakId &&
          each.personId === interview.recallerId,
      );
    return found?.value ?? null;
  });
}
