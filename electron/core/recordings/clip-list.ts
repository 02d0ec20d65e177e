import { Failure } from '../../../shared/contract/failure.ts';
import { type MomentId, type PersonId, personId, type RecordingId } from '../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import type { Span } from '../../../shared/time/spans.ts';
import { isMomentVisible, mayHear, type Watching } from '../store/blindness.ts';
import type { Reader } from '../store/connection.ts';
import { decode, findRow, getRow } from '../store/tables.ts';

/** One clip to be cut, and who is in it. `name` has neither ending nor anything that a person wrote but pseudonyms. */
export type ClipPlan = { recording: RecordingRow; span: Span; name: string; personIds: PersonId[] };

/** What a point is shown of: enough to recognise it by. */
const pointMs = 3000;

/** Throws NOT_FOUND, also for what may not be heard while an interview is held. */
export function recordingToHear(read: Reader, id: RecordingId, watching: Watching | null): RecordingRow {
  const recording = findRow(read, 'recording', id);
  if (recording === null || !mayHear(recording.interviewId, watching))
    throw new Failure('NOT_FOUND', { entity: 'recording' });
  return recording;
}

/** The participants of the recording's session: all of them may be heard in any part of it. */
export function peopleIn(read: Reader, { sessionId }: RecordingRow): PersonId[] {
  return read
    .all('SELECT person_id FROM session_participants WHERE session_id = ? ORDER BY id', sessionId)
    .map((row) => personId.parse(row['person_id']));
}

/**
 * "Ada session 3": the pseudonyms of clients and partners, or the case's label where there are none, and the session's
 * number, or its place in the case where it has none. Of a recall interview also whose it is: its times are not the
 * session's.
 */
export function sessionStem(read: Reader, { sessionId, interviewId }: RecordingRow): string {
  const names = read
    .all(
      `SELECT e.name FROM session_participants p JOIN people e ON e.id = p.person_id
       WHERE p.session_id = ? AND p.role IN ('client', 'partner') ORDER BY p.id`,
      sessionId,
    )
    .map((row) => String(row['name']));
  const session = read.get(
    `SELECT c.label, coalesce(s.number,
       (SELECT count(*) FROM sessions o WHERE o.case_id = s.case_id AND o.id <= s.id)) AS number
     FROM sessions s JOIN cases c ON c.id = s.case_id WHERE s.id = ?`,
    sessionId,
  );
  const who = names.length > 0 ? names.join(' and ') : String(session?.['label'] ?? '');
  const recaller = read.get(
    'SELECT e.name FROM interviews i JOIN people e ON e.id = i.recaller_id WHERE i.id = ?',
    interviewId,
  );
  const recall = recaller === undefined ? '' : ` recall ${recaller['name']}`;
  return `${who} session ${session?.['number'] ?? 1}${recall}`;
}

/** A clip for each segment of a moment. Throws NOT_FOUND. */
export function clipsOfMoment(
  read: Reader,
  id: MomentId,
  marginMs: number,
  watching: Watching | null,
): ClipPlan[] {
  const { recordingId } = getRow(read, 'moment', id);
  if (watching !== null && !isMomentVisible(read, id, watching.recallerId))
    throw new Failure('NOT_FOUND', { entity: 'moment' });
  const recording = recordingToHear(read, recordingId, watching);
  const segments = read
    .all('SELECT * FROM segments WHERE moment_id = ? ORDER BY start_ms, id', id)
    .map((row) => decode('segment', row));
  const stem = `${sessionStem(read, recording)} moment ${numberOfMoment(read, recording.id, id)}`;
  const personIds = peopleIn(read, recording);
  return segments.map(({ startMs, endMs }, index) => ({
    recording,
    span: within(recording, { startMs, endMs: endMs > startMs ? endMs : startMs + pointMs }, marginMs),
    name: segments.length > 1 ? `${stem} part ${index + 1}` : stem,
    personIds,
  }));
}

/** Its place among the moments of its recording, by time: the number that the list's order gives it. */
function numberOfMoment(read: Reader, recordingId: RecordingId, id: MomentId): number {
  const ordered = read.all(
    `SELECT m.id FROM moments m JOIN segments g ON g.moment_id = m.id WHERE m.recording_id = ?
     GROUP BY m.id ORDER BY min(g.start_ms), max(g.end_ms), m.id`,
    recordingId,
  );
  return ordered.findIndex((row) => row['id'] === id) + 1;
}

/** A span of a recording; `part`: which it is of how many that belong together. */
type SpanToCut = Span & {
  recordingId: RecordingId;
  part?: { number: number; count: number } | undefined;
};

/** Throws NOT_FOUND, and INPUT_INVALID for a span without length or beyond the recording. */
export function clipOfSpan(
  read: Reader,
  of: SpanToCut,
  marginMs: number,
  watching: Watching | null,
): ClipPlan {
  const recording = recordingToHear(read, of.recordingId, watching);
  const { startMs, endMs, part } = of;
  if (endMs <= startMs || startMs >= recording.durationMs)
    throw new Failure('INPUT_INVALID', { field: 'endMs', durationMs: recording.durationMs });
  return {
    recording,
    span: within(recording, { startMs, endMs }, marginMs),
    name: `${sessionStem(read, recording)} ${clockWords(startMs)} to ${clockWords(endMs)}${
      part === undefined ? '' : ` part ${part.number} of ${part.count}`
    }`,
    personIds: peopleIn(read, recording),
  };
}

function within({ durationMs }: RecordingRow, { startMs, endMs }: Span, marginMs: number): Span {
  const end = Math.min(durationMs, endMs + marginMs);
  // A point at the very end is shown from before it: a clip has a length.
  const start = Math.max(0, Math.min(startMs - marginMs, end - 1));
  return { startMs: end - start < 100 ? Math.max(0, end - pointMs) : start, endMs: end };
}

/** A time that can stand in a file's name: no system takes a colon everywhere. */
function clockWords(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const part = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${h}h${part(m)}m${part(s)}s`;
}
