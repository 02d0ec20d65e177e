import { logOf } from '../../../../shared/interchange/interview-summary.ts';
import type { InterviewId } from '../../../../shared/model/ids.ts';
import { byId, byInterviewTime } from '../../../../shared/model/order.ts';
import type {
  InterviewRow,
  LogLineRow,
  RecordingRow,
  StatementRow,
  StopRow,
} from '../../../../shared/model/rows.ts';
import { type Alignment, toInterviewMs, toRecordingMs } from '../../../../shared/time/align.ts';
import { type PlaybackMap, playbackMap } from '../../../../shared/time/playback-map.ts';
import type { RowReader } from '../../../state/mirror.ts';

type Inside = {
  readonly interview: InterviewRow;
  readonly logLines: readonly LogLineRow[];
  readonly stops: readonly StopRow[];
  readonly statements: readonly StatementRow[];
  /** The interview's own, by their beginnings. */
  readonly recordings: readonly RecordingRow[];
};

/** A recall interview as its desk needs it: what is inside, by interview time, and the map between the two clocks. */
export type InterviewFacts = Inside & {
  readonly map: PlaybackMap;
  /** Of the interview. */
  readonly lengthMs: number;
  /** Of the session's recording that was watched. */
  readonly sessionMs: number;
};

/** Where a recording of the interview lies on the interview's clock. */
export function alignmentOf({
  interviewStartMs,
  interviewRate,
}: Pick<RecordingRow, 'interviewStartMs' | 'interviewRate'>): Alignment {
  return { startMs: interviewStartMs ?? 0, rate: interviewRate ?? 1 };
}

/** The recording that holds this instant of the interview, and where in it: ms. The later one where two overlap. */
export function soundAt(
  recordings: readonly RecordingRow[],
  interviewMs: number,
): { readonly recording: RecordingRow; readonly recordingMs: number } | null {
  for (const recording of recordings.toReversed()) {
    const recordingMs = Math.round(toRecordingMs(alignmentOf(recording), interviewMs));
    if (recordingMs >= 0 && recordingMs <= recording.durationMs) return { recording, recordingMs };
  }
  return null;
}

/** Until its end where that is known, and never before the last thing that is known of it. */
function interviewLengthMs({ interview, logLines, stops, statements, recordings }: Inside): number {
  const { startedAt, endedAt } = interview;
  const ends = [
    startedAt === null || endedAt === null ? 0 : endedAt - startedAt,
    ...logLines.map((line) => line.interviewMs),
    ...stops.map((stop) => stop.interviewMs),
    ...statements.map((statement) => statement.endMs ?? statement.startMs),
    ...recordings.map((recording) => toInterviewMs(alignmentOf(recording), recording.durationMs)),
  ];
  return Math.ceil(ends.reduce((most, ms) => Math.max(most, ms), 0));
}

/** Null when there is no such interview. */
export function readFacts(rows: RowReader, id: InterviewId): InterviewFacts | null {
  const interview = rows.get('interview', id);
  if (interview === undefined) return null;
  const inside: Inside = {
    interview,
    logLines: rows.of('logLine', id).toSorted(byInterviewTime),
    stops: rows.of('stop', id).toSorted(byInterviewTime),
    statements: rows.of('statement', id).toSorted((a, b) => a.startMs - b.startMs || byId(a, b)),
    recordings: rows
      .of('recording', id)
      .toSorted((a, b) => alignmentOf(a).startMs - alignmentOf(b).startMs || byId(a, b)),
  };
  const reached = inside.logLines.reduce((most, line) => Math.max(most, line.toMs ?? 0, line.sessionMs), 0);
  const sessionMs = rows.get('recording', interview.recordingId)?.durationMs ?? Math.ceil(reached);
  const lengthMs = interviewLengthMs(inside);
  const map = playbackMap(logOf({ logLines: [...inside.logLines] }), {
    untilMs: lengthMs,
    durationMs: sessionMs,
  });
  return { ...inside, lengthMs, sessionMs, map };
}
