import { Failure } from '../../../shared/contract/failure.ts';
import type { ImportedTurn, NewTranscript, TranscriptContents } from '../../../shared/contract/transcript.ts';
import type { Transcript } from '../../../shared/interchange/transcript/transcript.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { SpeakerRow } from '../../../shared/model/rows.ts';
import type { TranscriptOrigin } from '../../../shared/model/transcript-rows.ts';
import type { Reader } from './connection.ts';
import { peopleOfSessions } from './consent.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';
import { lastPosition, positionBefore } from './position.ts';
import { decode, getRow, idsWhere } from './tables.ts';
import { isBackward, removeTurn } from './transcript-turn.ts';

type Made = { origin: TranscriptOrigin; sourceName: string; personId: ids.PersonId | null };

export function createTranscript(edit: Edit, transcript: NewTranscript, made: Made): ids.TranscriptId {
  const { sessionId } = edit.get('recording', transcript.recordingId);
  const id = newId(ids.transcriptId);
  edit.insert('transcript', { id, sessionId, ...transcript, ...made, note: '', createdAt: Date.now() });
  return id;
}

/** With its turns, speakers and the codings of its passages. */
export function removeTranscript(edit: Edit, id: ids.TranscriptId): void {
  for (const turn of idsWhere(edit.read, 'turn', 'transcriptId', id))
    removeTurn(edit, ids.turnId.parse(turn));
  edit.removeWhere('speaker', 'transcriptId', id);
  edit.remove('transcript', id);
}

/** Last among the voices of its transcript. */
export function addSpeaker(
  edit: Edit,
  speaker: Pick<SpeakerRow, 'transcriptId' | 'label' | 'personId'>,
): ids.SpeakerId {
  edit.get('transcript', speaker.transcriptId);
  const id = newId(ids.speakerId);
  const voices = { entity: 'speaker', field: 'transcriptId', value: speaker.transcriptId } as const;
  edit.insert('speaker', { id, ...speaker, position: positionBefore(edit, voices, null) });
  return id;
}

/** Their turns become those of `into`, a voice of the same transcript, or with null of nobody. Throws INPUT_INVALID. */
export function removeSpeaker(edit: Edit, id: ids.SpeakerId, into: ids.SpeakerId | null): void {
  const { transcriptId } = edit.get('speaker', id);
  if (into === id || (into !== null && edit.get('speaker', into).transcriptId !== transcriptId))
    throw new Failure('INPUT_INVALID', { field: 'into' });
  edit.updateWhere('turn', 'speakerId', id, { speakerId: into });
  edit.remove('speaker', id);
}

/**
 * Turns at the end of a transcript, in the order given. Voices are known by their names; those that are new to it are
 * added, mapped to the person that `people` names for them. Throws INPUT_INVALID, with the place of the turn, for one
 * that ends before it begins.
 */
export function appendTurns(
  edit: Edit,
  transcriptId: ids.TranscriptId,
  turns: readonly ImportedTurn[],
  as: { isMachineMade: boolean; people: Readonly<Record<string, ids.PersonId>> },
): void {
  edit.get('transcript', transcriptId);
  const { speakers } = voicesOf(edit.read, transcriptId);
  const byLabel = new Map(speakers.map(({ label, id }) => [label, id]));
  let position = lastPosition(edit.read, { entity: 'turn', field: 'transcriptId', value: transcriptId });
  for (const [index, { speaker, startMs, endMs, text }] of turns.entries()) {
    if (isBackward(startMs, endMs)) throw new Failure('INPUT_INVALID', { field: 'turns', index });
    if (speaker !== null && !byLabel.has(speaker)) {
      const personId = as.people[speaker] ?? null;
      byLabel.set(speaker, addSpeaker(edit, { transcriptId, label: speaker, personId }));
    }
    position += 1;
    edit.insert('turn', {
      id: newId(ids.turnId),
      transcriptId,
      speakerId: speaker === null ? null : (byLabel.get(speaker) ?? null),
      position,
      startMs,
      endMs,
      body: text,
      isMachineMade: as.isMachineMade,
      isChecked: false,
    });
  }
}

function voicesOf(read: Reader, id: ids.TranscriptId): { speakers: SpeakerRow[] } {
  const rows = read.all('SELECT * FROM speakers WHERE transcript_id = ? ORDER BY position, id', id);
  return { speakers: rows.map((raw) => decode('speaker', raw)) };
}

/** Throws NOT_FOUND. */
export function transcriptContents(read: Reader, id: ids.TranscriptId): Omit<TranscriptContents, 'seq'> {
  const turns = read.all('SELECT * FROM turns WHERE transcript_id = ? ORDER BY position, id', id);
  return {
    transcript: getRow(read, 'transcript', id),
    ...voicesOf(read, id),
    turns: turns.map((raw) => decode('turn', raw)),
  };
}

/** As files carry it: one tier, voices by their names. */
export function asFile({ turns, speakers }: Omit<TranscriptContents, 'seq'>): Transcript {
  const labels = new Map(speakers.map(({ id, label }) => [id, label]));
  return {
    tiers: [{ name: '', parent: null }],
    turns: turns.map(({ startMs, endMs, body, speakerId }) => ({
      tier: 0,
      startMs,
      endMs,
      speaker: speakerId === null ? null : (labels.get(speakerId) ?? null),
      text: body,
    })),
  };
}

/** Who is heard in it: everybody of its session, and whoever its voices are. */
export function peopleIn(
  read: Reader,
  { transcript, speakers }: Omit<TranscriptContents, 'seq'>,
): ReadonlySet<ids.PersonId> {
  const voices = speakers.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  return new Set([...(peopleOfSessions(read).get(transcript.sessionId) ?? []), ...voices]);
}
