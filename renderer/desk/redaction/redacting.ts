import type { RedactionId } from '../../../shared/model/ids.ts';
import { byId } from '../../../shared/model/order.ts';
import { channelCountOf } from '../../../shared/model/recording.ts';
import { isOfSound, type RedactionWhat } from '../../../shared/model/redaction.ts';
import type { RecordingRow, RedactionRow } from '../../../shared/model/rows.ts';
import { client } from '../../api/client.ts';
import { startExport } from '../../state/exports.ts';
import { actorNow } from '../../state/interface.ts';
import type { RowReader } from '../../state/mirror.ts';
import { orShow, tell } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import type { Span } from '../../timeline/types.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';
import { type Desk, nowMs, recordingNow, selectedSegment, selectMoment } from '../session/desk.ts';
import { withIn, withOut } from '../session/model/segmentEdit.ts';
import { withPerson } from '../session/person.ts';
import { timeWords } from '../session/timeWords.ts';
import { useRedactions } from './redactionState.ts';

/** Where playing a redaction begins: one must hear what it cuts into. */
const leadInMs = 1500;

/** Of one recording, by time. */
export function readRedactions(rows: RowReader, recordingId: string | null): readonly RedactionRow[] {
  if (recordingId === null) return [];
  return rows
    .of('redaction', recordingId)
    .toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs || byId(a, b));
}

export function redactionsNow(desk: Desk): readonly RedactionRow[] {
  return readRedactions(mirror, desk.store.getState().recordingId);
}

export function selectedRedaction(desk: Desk): RedactionRow | undefined {
  const { redactionId } = useRedactions.getState();
  return redactionsNow(desk).find(({ id }) => id === redactionId);
}

/** What can be done to this recording. */
export function possibleWhats(recording: RecordingRow): readonly RedactionWhat[] {
  const sound = channelCountOf(recording) > 0 ? (['mute', 'beep'] as const) : [];
  return recording.kind === 'video' ? [...sound, 'blur', 'blank'] : sound;
}

/** Selects one, and lets go of the moment: only one thing is selected. */
export function selectRedaction(desk: Desk, redactionId: RedactionId | null): void {
  if (redactionId !== null) selectMoment(desk, null);
  useRedactions.setState({ redactionId });
}

/** What a redaction would be made of: the drawn span, or the selected part of a moment when it has a length. */
function spanToRedact(desk: Desk): Span | null {
  const { span } = desk.store.getState();
  const from = span ?? selectedSegment(desk);
  return from !== undefined && from.endMs > from.startMs ? from : null;
}

export function redact(desk: Desk, wanted?: RedactionWhat): void {
  const recording = recordingNow(desk);
  const span = spanToRedact(desk);
  if (recording === undefined) return;
  if (span === null) {
    tell(t('redaction.needsSpan'));
    return;
  }
  const possible = possibleWhats(recording);
  const what = [wanted, useRedactions.getState().lastWhat, ...possible].find(
    (each) => each !== undefined && possible.includes(each),
  );
  if (what === undefined) return;
  const { startMs, endMs } = span;
  withPerson(async (personId) => {
    const fields = { recordingId: recording.id, personId, startMs, endMs, what, channel: null, reason: '' };
    const made = await orShow(write(client.redaction.create({ ...fields, actor: personId })));
    if (made === undefined) return;
    desk.store.setState({ span: null });
    selectRedaction(desk, made.id);
    useRedactions.setState({ lastWhat: what });
    announce(
      t('redaction.said.made', {
        what: t(`redaction.is.${what}`),
        start: timeWords(startMs),
        end: timeWords(endMs),
      }),
    );
  });
}

type Change = Partial<Pick<RedactionRow, 'startMs' | 'endMs' | 'what' | 'channel'>>;

export async function changeRedaction(id: RedactionId, change: Change): Promise<boolean> {
  // A picture has no channel; the core says the same, and refuses a channel that is named along.
  const whole = change.what !== undefined && !isOfSound(change.what) ? { ...change, channel: null } : change;
  const changed = await orShow(write(client.redaction.update({ id, ...whole, actor: actorNow() })));
  if (changed === undefined) return false;
  if (change.what !== undefined) useRedactions.setState({ lastWhat: change.what });
  const now = mirror.get('redaction', id);
  if (now !== undefined && (change.startMs !== undefined || change.endMs !== undefined))
    announce(t('redaction.said.changed', { start: timeWords(now.startMs), end: timeWords(now.endMs) }));
  return true;
}

export async function removeRedaction(id: RedactionId): Promise<void> {
  if ((await orShow(write(client.redaction.remove({ id, actor: actorNow() })))) === undefined) return;
  if (useRedactions.getState().redactionId === id) useRedactions.setState({ redactionId: null });
  announce(t('redaction.said.removed'));
}

/** I and O, while a redaction is selected. Answers whether one was. */
export function setRedactionEdge(desk: Desk, edge: 'start' | 'end', atMs: number): boolean {
  const redaction = selectedRedaction(desk);
  if (redaction === undefined) return false;
  const { startMs, endMs } = (edge === 'start' ? withIn : withOut)(redaction, atMs);
  if (endMs > startMs) void changeRedaction(redaction.id, { startMs, endMs });
  else tell(t('redaction.badOrder'));
  return true;
}

export function goToRedaction(desk: Desk, redaction: RedactionRow): void {
  selectRedaction(desk, redaction.id);
  desk.timeline?.show({ startMs: redaction.startMs, endMs: redaction.endMs });
  desk.player?.seek(redaction.startMs);
}

export function goToNextRedaction(desk: Desk, direction: -1 | 1): void {
  const all = redactionsNow(desk);
  const at = all.findIndex(({ id }) => id === useRedactions.getState().redactionId);
  const atMs = nowMs(desk);
  const near =
    direction === 1
      ? all.find(({ startMs }) => startMs > atMs)
      : all.findLast(({ startMs }) => startMs < atMs);
  const target = at === -1 ? near : all[at + direction];
  if (target === undefined) announce(t(`redaction.said.${direction === 1 ? 'last' : 'first'}`));
  else goToRedaction(desk, target);
}

export function playRedaction(desk: Desk, redaction: RedactionRow): void {
  selectRedaction(desk, redaction.id);
  desk.player?.seek(Math.max(0, redaction.startMs - leadInMs));
  if (desk.player?.isPlaying === false) void desk.player.play();
}

export function togglePreview(): void {
  const isPreviewing = !useRedactions.getState().isPreviewing;
  useRedactions.setState({ isPreviewing });
  announce(t(isPreviewing ? 'redaction.said.previewOn' : 'redaction.said.previewOff'));
}

/** Asked for in a dialog of its own: it cannot be undone. */
export function removeOriginal(id: RecordingRow['id']): void {
  startExport('replacing', async (jobId) => {
    const call = client.recording.replaceByRedacted({ jobId, id, isConfirmed: true, actor: actorNow() });
    mirror.apply(await call);
    tell(t('redaction.original.done'));
    return null;
  });
}
