import { Failure } from '../../../shared/contract/failure.ts';
import * as ids from '../../../shared/model/ids.ts';
import { missingPause } from '../../../shared/model/playback-log.ts';
import type { LogLineRow, StopRow } from '../../../shared/model/rows.ts';
import { mayStop } from '../../../shared/model/stopping.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';
import { markMoment } from './moment.ts';
import { decode } from './tables.ts';

export type NewLine = Omit<LogLineRow, 'id' | 'interviewId'>;

export function appendLines(edit: Edit, interviewId: ids.InterviewId, lines: readonly NewLine[]): void {
  edit.get('interview', interviewId);
  for (const line of lines) edit.insert('logLine', { id: newId(ids.logLineId), interviewId, ...line });
}

/** Ends the log where it is last known, when it says that it still plays. */
export function closeLog(edit: Edit, interviewId: ids.InterviewId): void {
  const lines = edit.read
    .all('SELECT * FROM log_lines WHERE interview_id = ? ORDER BY interview_ms, id', interviewId)
    .map((raw) => decode('logLine', raw));
  const pause = missingPause(lines);
  if (pause === null) return;
  const line = { ...pause, toMs: null, rate: null, at: Date.now() };
  appendLines(edit, interviewId, [{ kind: 'pause', initiator: 'rule', ...line }]);
}

export type NewStop = Pick<StopRow, 'interviewId' | 'initiator' | 'means' | 'at'> & {
  sessionMs: number;
  interviewMs: number;
};

/**
 * A stop and its line in the log. Whoever presses second, before playback has gone on, gets the first one's stop: two
 * windows and a clicker are pressed in the same second, and it is one stop. Throws NOT_ALLOWED when the interview's
 * rule says that this person does not stop.
 */
export function makeStop(edit: Edit, stop: NewStop): { id: ids.StopId; isNew: boolean } {
  const interview = edit.get('interview', stop.interviewId);
  if (!mayStop(interview.whoMayStop, stop.initiator)) throw new Failure('NOT_ALLOWED');
  const last = edit.read.get(
    "SELECT kind FROM log_lines WHERE interview_id = ? AND kind IN ('play', 'stop') ORDER BY interview_ms DESC, id DESC LIMIT 1",
    interview.id,
  );
  const before = edit.read.get(
    'SELECT * FROM stops WHERE interview_id = ? ORDER BY interview_ms DESC, id DESC LIMIT 1',
    interview.id,
  );
  if (last?.['kind'] === 'stop' && before !== undefined)
    return { id: decode('stop', before).id, isNew: false };
  const { sessionMs, interviewMs, ...who } = stop;
  const id = newId(ids.stopId);
  appendLines(edit, interview.id, [
    { kind: 'stop', interviewMs, sessionMs, toMs: null, rate: null, initiator: stop.initiator, at: stop.at },
  ]);
  edit.insert('stop', {
    id,
    ...who,
    sessionMs: Math.round(sessionMs),
    interviewMs: Math.round(interviewMs),
    lookBackMs: interview.lookBackMs,
    momentId: null,
  });
  return { id, isNew: true };
}

/** Makes a moment of a stop, in the recaller's name and with the look-back taken off, or joins it to one of the same session. */
export function stopToMoment(edit: Edit, id: ids.StopId, momentId: ids.MomentId | null): ids.MomentId {
  const stop = edit.get('stop', id);
  const interview = edit.get('interview', stop.interviewId);
  const joined = momentId ?? newMomentOf(edit, interview, stop);
  if (edit.get('moment', joined).sessionId !== interview.sessionId)
    throw new Failure('INPUT_INVALID', { field: 'momentId' });
  edit.update('stop', id, { momentId: joined });
  edit.updateWhere('statement', 'stopId', id, { momentId: joined });
  return joined;
}

function newMomentOf(
  edit: Edit,
  interview: { recordingId: ids.RecordingId | null; recallerId: ids.PersonId },
  stop: StopRow,
): ids.MomentId {
  if (interview.recordingId === null) throw new Failure('NOT_FOUND', { entity: 'recording' });
  const { recordingId, recallerId } = interview;
  return markMoment(edit, {
    recordingId,
    personId: recallerId,
    rawMs: stop.sessionMs,
    lookBackMs: stop.lookBackMs,
  }).momentId;
}

/** With the links to it; what was said stays, without its stop. The line in the log stays too: it happened. */
export function removeStop(edit: Edit, id: ids.StopId): void {
  edit.updateWhere('statement', 'stopId', id, { stopId: null });
  edit.updateWhere('leadUse', 'stopId', id, { stopId: null });
  edit.remove('stop', id);
}
