import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow, RedactionRow } from '../../../../shared/model/rows.ts';
import {
  changeRedaction,
  playRedaction,
  readRedactions,
  selectRedaction,
} from '../../../desk/redaction/redacting.ts';
import { useRedactions } from '../../../desk/redaction/redactionState.ts';
import { redactionTier, redactionTierId } from '../../../desk/redaction/redactionTier.ts';
import type { RowReader } from '../../../state/mirror.ts';
import { mirror, useRows } from '../../../state/rows.ts';
import type { Tier, Timeline } from '../../../timeline/types.ts';
import { useDesk } from '../deskContext.ts';
import { useSpeakers } from '../useSpeakers.ts';

export function useRecordingRedactions(recordingId: string): readonly RedactionRow[] {
  return useRows(useCallback((rows: RowReader) => readRedactions(rows, recordingId), [recordingId]));
}

/** A redaction in words, with the speaker or the channel when it is of one only. */
export function useRedactionWords(sessionId: string): (redaction: RedactionRow) => string {
  const { t } = useTranslation();
  const speakers = useSpeakers(sessionId);
  return useCallback(
    ({ what, channel }: RedactionRow): string => {
      const words = t(`redaction.is.${what}`);
      if (channel === null) return words;
      const person = speakers.find((speaker) => speaker.channel === channel)?.person;
      const who = person?.name ?? t('redaction.channel.one', { number: channel + 1 });
      return t('redaction.channel.on', { what: words, who });
    },
    [speakers, t],
  );
}

export function useRedactionTier(recording: RecordingRow): readonly Tier[] {
  const { t } = useTranslation();
  const redactions = useRecordingRedactions(recording.id);
  const of = useRedactionWords(recording.sessionId);
  return useMemo(() => redactionTier(redactions, { tier: t('redaction.tier'), of }), [redactions, of, t]);
}

/** What the pointer does on the tier, and the selection: a moment that is selected lets go of the redaction. */
export function useRedactionEvents(timeline: Timeline | null): void {
  const desk = useDesk();
  useEffect(() => {
    const ends = [
      desk.store.subscribe((now, before) => {
        if (now.momentId !== null && now.momentId !== before.momentId) selectRedaction(desk, null);
        if (now.recordingId !== before.recordingId) selectRedaction(desk, null);
      }),
    ];
    /** The redaction that a mark of its tier stands for. */
    const of = (tierId: string | null, id: string | null): RedactionRow | undefined =>
      tierId === redactionTierId ? mirror.get('redaction', id) : undefined;
    if (timeline !== null)
      ends.push(
        timeline.on('select', ({ id, tierId }) => {
          const redaction = of(tierId, id);
          if (redaction !== undefined) selectRedaction(desk, redaction.id);
        }),
        timeline.on('open', ({ id, tierId }) => {
          const redaction = of(tierId, id);
          if (redaction !== undefined) playRedaction(desk, redaction);
        }),
        timeline.on('segmentChanged', ({ id, tierId, startMs, endMs }) => {
          const redaction = of(tierId, id);
          if (redaction === undefined) return;
          selectRedaction(desk, redaction.id);
          if (endMs > startMs) void changeRedaction(redaction.id, { startMs, endMs });
        }),
      );
    return () => {
      for (const end of ends) end();
    };
  }, [desk, timeline]);
}

/** The redaction that is selected, while it is there. */
export function useSelectedRedactionId(): string | null {
  const id = useRedactions((state) => state.redactionId);
  return useRows((rows) => rows.get('redaction', id)?.id) ?? null;
}
