import type { PersonId, SpeakerId, TurnId } from '../../../shared/model/ids.ts';
import type { SpeakerRow, TurnRow } from '../../../shared/model/rows.ts';
import { client } from '../../api/client.ts';
import { flushDrafts } from '../../state/drafts.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow, tell } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import { newStep } from '../../state/step.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';
import { timeWords } from '../session/timeWords.ts';
import {
  edit,
  inTurn,
  neighbourOf,
  select,
  type TranscriptDesk,
  turnAtHand,
  turnOf,
  turnsOf,
} from './transcriptDesk.ts';

/** The first of a transcript's voices whose turn it is: the one that spoke before the last, as two people talk. */
function nextSpeaker(desk: TranscriptDesk, after: TurnRow | undefined): SpeakerId | null {
  if (after === undefined) return inOrder(mirror.of('speaker', desk.transcriptId))[0]?.id ?? null;
  const turns = turnsOf(desk);
  for (let at = turns.indexOf(after) - 1; at >= 0; at -= 1) {
    const { speakerId } = turns[at] ?? { speakerId: null };
    if (speakerId !== null && speakerId !== after.speakerId) return speakerId;
  }
  const others = mirror.of('speaker', desk.transcriptId).filter(({ id }) => id !== after.speakerId);
  return others.length === 1 ? (others[0]?.id ?? null) : null;
}

/** Whether playback stands where a turn behind `before` could begin: nowhere else is the instant worth anything. */
export function fitsBehind(
  before: Pick<TurnRow, 'startMs'> | undefined,
  next: Pick<TurnRow, 'startMs'> | undefined,
  atMs: number,
): boolean {
  const isAfter = before === undefined || (before.startMs !== null && before.startMs < atMs);
  return isAfter && (next === undefined || next.startMs === null || atMs < next.startMs);
}

/** A new turn behind another (by default the one at hand, else at the end), its text open; it begins where playback stands. */
export function addTurn(
  desk: TranscriptDesk,
  after = turnAtHand(desk) ?? turnsOf(desk).at(-1),
): Promise<unknown> {
  const atMs = desk.player?.nowMs() ?? null;
  return inTurn(desk, async () => {
    await flushDrafts();
    const before = turnOf(desk, after?.id ?? null);
    const next = before === undefined ? turnsOf(desk)[0] : neighbourOf(desk, before, 1);
    const step = newStep();
    const actor = actorNow();
    const made = await orShow(
      write(
        client.turn.add({
          actor,
          step,
          transcriptId: desk.transcriptId,
          after: before?.id ?? null,
          speakerId: nextSpeaker(desk, before),
          startMs: null,
          endMs: null,
          body: '',
        }),
      ),
    );
    if (made === undefined) return;
    if (atMs !== null && fitsBehind(before, next, atMs))
      await orShow(write(client.turn.align({ actor, step, id: made.id, atMs })));
    edit(desk, made.id);
  });
}

/** Cuts the turn in two at a place in its text; at the end of it a new one begins. */
export function splitTurn(desk: TranscriptDesk, turnId: TurnId, at: number): Promise<unknown> {
  const nowMs = desk.player?.nowMs() ?? null;
  const turn = turnOf(desk, turnId);
  return inTurn(desk, async () => {
    await flushDrafts();
    const now = turnOf(desk, turnId);
    if (now === undefined || now.body.slice(0, at).trim() === '') return;
    if (now.body.slice(at).trim() === '') {
      // Behind this call and not inside of it: each waits for the one before.
      void addTurn(desk, turn);
      return;
    }
    const isInside =
      nowMs !== null && now.startMs !== null && now.startMs < nowMs && nowMs < (now.endMs ?? Infinity);
    const atMs = isInside ? nowMs : null;
    const made = await orShow(write(client.turn.split({ actor: actorNow(), id: turnId, at, atMs })));
    if (made !== undefined) edit(desk, made.id, 0);
  });
}

/** The turn before and this one become one; the caret stays between the same words. */
export function joinWithBefore(desk: TranscriptDesk, turnId: TurnId): Promise<unknown> {
  return inTurn(desk, async () => {
    await flushDrafts();
    const before = neighbourOf(desk, turnOf(desk, turnId), -1);
    if (before === undefined) return;
    const caret = before.body.length;
    const joined = await orShow(write(client.turn.join({ actor: actorNow(), id: before.id })));
    if (joined !== undefined) edit(desk, before.id, caret);
  });
}

export function removeTurn(desk: TranscriptDesk, turnId: TurnId): Promise<unknown> {
  return inTurn(desk, async () => {
    const turn = turnOf(desk, turnId);
    const next = neighbourOf(desk, turn, 1) ?? neighbourOf(desk, turn, -1);
    const removed = await orShow(write(client.turn.remove({ actor: actorNow(), id: turnId })));
    if (removed === undefined) return;
    desk.store.setState({ turnId: next?.id ?? null, editing: null });
    tell(t('transcript.turn.removed'));
  });
}

export function setSpeaker(turnId: TurnId, speakerId: SpeakerId | null): Promise<unknown> {
  return orShow(write(client.turn.update({ actor: actorNow(), id: turnId, speakerId })));
}

export function setSpeakerAt(desk: TranscriptDesk, place: number): void {
  const turn = turnAtHand(desk);
  const speaker = inOrder(mirror.of('speaker', desk.transcriptId))[place];
  if (turn !== undefined && speaker !== undefined) void inTurn(desk, () => setSpeaker(turn.id, speaker.id));
}

/** As they were added: the first has the first key. */
export function inOrder(speakers: readonly SpeakerRow[]): readonly SpeakerRow[] {
  return speakers.toSorted((a, b) => a.position - b.position);
}

export async function addSpeaker(
  desk: TranscriptDesk,
  label: string,
  personId: PersonId | null,
): Promise<SpeakerId | null> {
  const { transcriptId } = desk;
  const made = await orShow(write(client.speaker.add({ actor: actorNow(), transcriptId, label, personId })));
  return made?.id ?? null;
}

export function setChecked(ids: readonly TurnId[], isChecked: boolean): Promise<unknown> {
  return orShow(write(client.turn.check({ actor: actorNow(), ids: [...ids], isChecked })));
}

export function setTimes(turnId: TurnId, times: { startMs?: number | null; endMs?: number | null }) {
  return write(client.turn.update({ actor: actorNow(), id: turnId, ...times }));
}

/** The turn at hand begins at this instant; on to the next one. */
export function alignHere(desk: TranscriptDesk, atMs: number): Promise<unknown> {
  return inTurn(desk, async () => {
    const turn = turnAtHand(desk);
    if (turn === undefined) return;
    const aligned = await orShow(write(client.turn.align({ actor: actorNow(), id: turn.id, atMs })));
    if (aligned === undefined) return;
    announce(t('transcript.align.said', { time: timeWords(atMs) }));
    select(desk, neighbourOf(desk, turn, 1)?.id ?? null);
  });
}

/** Begins with the first turn that has no time, unless one is selected. */
export function toggleAligning(desk: TranscriptDesk): void {
  const { isAligning } = desk.store.getState();
  const first = turnAtHand(desk) ?? turnsOf(desk).find(({ startMs }) => startMs === null) ?? turnsOf(desk)[0];
  desk.store.setState({
    isAligning: !isAligning,
    editing: null,
    turnId: first?.id ?? null,
    isFollowing: isAligning,
  });
}
