import type { PersonId, SegmentId } from '../../../shared/model/ids.ts';
import { client } from '../../api/client.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import { settingsNow } from '../../state/settings.ts';
import type { Span } from '../../timeline/types.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';
import { selectedRedaction, selectRedaction } from '../redaction/redacting.ts';
import { type Desk, focusOn, listedEntries, recordingNow, selectedEntry, takeTurn } from './desk.ts';
import { press } from './model/openMark.ts';
import { withPerson } from './person.ts';
import { timeWords } from './timeWords.ts';

/**
 * A mark made while it plays, at the instant at which the key went down. Nothing pauses, and nothing is shown before
 * the core has it. A second press ends the open mark as a range, unless `isPoint`.
 */
export function mark(desk: Desk, rawMs: number, isPoint: boolean): void {
  withPerson((personId) => {
    // In turn: a quick second press must find the first one open.
    takeTurn(desk, () => (isPoint ? begin(desk, personId, rawMs, true) : next(desk, personId, rawMs)));
  });
}

function next(desk: Desk, personId: PersonId, rawMs: number): Promise<void> {
  const outcome = press(desk.store.getState().open, personId, rawMs);
  return outcome.kind === 'begin'
    ? begin(desk, personId, rawMs, false)
    : end(desk, outcome.open.segmentId, { startMs: outcome.open.startMs, endMs: outcome.endMs });
}

async function begin(desk: Desk, personId: PersonId, rawMs: number, isPoint: boolean): Promise<void> {
  const recordingId = recordingNow(desk)?.id;
  if (recordingId === undefined) return;
  const { lookBackMs } = settingsNow();
  await orShow(
    write(
      client.moment.mark({ recordingId, personId, rawMs, lookBackMs, actor: personId }),
      ({ momentId, segmentId }) => {
        const startMs = mirror.get('segment', segmentId)?.startMs ?? rawMs;
        desk.store.setState({
          momentId,
          segmentId: null,
          open: isPoint ? null : { momentId, segmentId, personId, startMs },
        });
        announce(t('session.said.marked', { time: timeWords(startMs) }));
      },
    ),
  );
}

async function end(desk: Desk, id: SegmentId, span: Span): Promise<void> {
  const ended = await orShow(
    write(client.segment.move({ id, ...span, actor: actorNow() }), () => {
      desk.store.setState({ open: null });
      announce(t('session.said.ended', { start: timeWords(span.startMs), end: timeWords(span.endMs) }));
    }),
  );
  if (ended === undefined) desk.store.setState({ open: null });
}

/** Makes a moment of the span drawn on the timeline. */
export function createOfSpan(desk: Desk): void {
  const { span, recordingId } = desk.store.getState();
  if (span === null || recordingId === null) return;
  withPerson((personId) => {
    takeTurn(desk, async () => {
      const moment = { recordingId, personId, ...span, label: '', selection: 'span' } as const;
      await orShow(
        write(client.moment.create({ ...moment, actor: personId }), ({ momentId }) => {
          desk.store.setState({ span: null, momentId, segmentId: null, open: null });
          announce(t('session.said.made', { start: timeWords(span.startMs), end: timeWords(span.endMs) }));
        }),
      );
    });
  });
}

/** Removes the selected moment and goes to its neighbour; Undo brings it back. */
export async function removeSelected(desk: Desk): Promise<void> {
  const entry = selectedEntry(desk);
  if (entry === undefined) return;
  const listed = listedEntries(desk);
  const index = listed.indexOf(entry);
  const neighbour = listed[index + 1] ?? listed[index - 1];
  await orShow(
    write(client.moment.remove({ id: entry.moment.id, actor: actorNow() }), () => {
      desk.store.setState({ momentId: neighbour?.moment.id ?? null, segmentId: null });
      announce(t('session.said.removed', { time: timeWords(entry.startMs) }));
    }),
  );
}

export function addPeak(desk: Desk, atMs: number): void {
  const entry = selectedEntry(desk);
  if (entry === undefined) return;
  withPerson(async (personId) => {
    await orShow(
      write(client.peak.add({ momentId: entry.moment.id, personId, atMs, actor: personId }), () =>
        announce(t('session.said.peak', { time: timeWords(atMs) })),
      ),
    );
  });
}

/** Lets go of the innermost thing held: an open mark, the span, the selected redaction or moment. */
export function release(desk: Desk): void {
  const { open, span } = desk.store.getState();
  if (open !== null) {
    desk.store.setState({ open: null });
    announce(t('session.said.point', { time: timeWords(open.startMs) }));
  } else if (span !== null) desk.store.setState({ span: null });
  else if (selectedRedaction(desk) !== undefined) selectRedaction(desk, null);
  else desk.store.setState({ momentId: null, segmentId: null });
  focusOn(desk, 'recording');
}
