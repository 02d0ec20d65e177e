import type {
  CodeRow,
  CodingRow,
  MomentRow,
  NoteRow,
  PeakRow,
  PersonRow,
  RecordingRow,
  SegmentRow,
  SessionRow,
} from '../model/rows.ts';
import { formatTime } from '../time/timecode.ts';
import { codePath } from './code-path.ts';
import { type CsvCell, toCsv } from './csv.ts';

/** Everything an export of moments needs, of one session or of many. */
export type MomentsToExport = {
  caseLabels: ReadonlyMap<string, string>;
  sessions: readonly SessionRow[];
  recordings: readonly RecordingRow[];
  people: readonly PersonRow[];
  codes: readonly CodeRow[];
  moments: readonly MomentRow[];
  segments: readonly SegmentRow[];
  peaks: readonly PeakRow[];
  notes: readonly NoteRow[];
  codings: readonly CodingRow[];
};

type Applied = { code: string; path: string; coder: string };

/** One moment with names in the place of ids. Times in integer ms and as `h:mm:ss.mmm`. */
export type ExportedMoment = {
  id: string;
  case: string;
  session: number | null;
  sessionDate: string | null;
  sessionTitle: string;
  recording: string;
  label: string;
  markedBy: string;
  role: string;
  selection: string;
  startMs: number;
  endMs: number;
  start: string;
  end: string;
  segments: { startMs: number; endMs: number; start: string; end: string }[];
  peaks: { atMs: number; at: string; person: string }[];
  rawMs: number | null;
  lookBackMs: number;
  note: string;
  codes: Applied[];
  createdAt: string;
};

function grouped<T>(rows: readonly T[], key: (row: T) => string | null): Map<string | null, T[]> {
  return Map.groupBy(rows, key);
}

/** Moments by case, session, recording and time, each with everything said of it. */
export function exportedMoments(of: MomentsToExport): ExportedMoment[] {
  const sessions = new Map(of.sessions.map((row) => [row.id, row]));
  const recordings = new Map(of.recordings.map((row) => [row.id, row]));
  const names = new Map(of.people.map((row) => [row.id, row.name]));
  const codes = new Map<string, CodeRow>(of.codes.map((row) => [row.id, row]));
  const segmentsOf = grouped(of.segments, (row) => row.momentId);
  const peaksOf = grouped(of.peaks, (row) => row.momentId);
  const notesOf = grouped(of.notes, (row) => row.momentId);
  const codingsOf = grouped(of.codings, (row) => row.momentId);

  const exported = of.moments.map((moment): ExportedMoment => {
    const session = sessions.get(moment.sessionId);
    const segments = (segmentsOf.get(moment.id) ?? []).toSorted((a, b) => a.startMs - b.startMs);
    const startMs = segments[0]?.startMs ?? 0;
    const endMs = Math.max(...segments.map((segment) => segment.endMs), startMs);
    return {
      id: moment.id,
      case: of.caseLabels.get(session?.caseId ?? '') ?? '',
      session: session?.number ?? null,
      sessionDate: session?.heldOn ?? null,
      sessionTitle: session?.title ?? '',
      recording: recordings.get(moment.recordingId)?.label ?? '',
      label: moment.label,
      markedBy: names.get(moment.personId) ?? '',
      role: moment.role,
      selection: moment.selection,
      startMs,
      endMs,
      start: formatTime(startMs),
      end: formatTime(endMs),
      segments: segments.map((segment) => ({
        startMs: segment.startMs,
        endMs: segment.endMs,
        start: formatTime(segment.startMs),
        end: formatTime(segment.endMs),
      })),
      peaks: (peaksOf.get(moment.id) ?? [])
        .toSorted((a, b) => a.atMs - b.atMs)
        .map((peak) => ({
          atMs: peak.atMs,
          at: formatTime(peak.atMs),
          person: names.get(peak.personId) ?? '',
        })),
      rawMs: moment.rawMs,
      lookBackMs: moment.lookBackMs,
      note: (notesOf.get(moment.id) ?? []).map((note) => note.body).join('\n'),
      codes: (codingsOf.get(moment.id) ?? []).map((coding): Applied => {
        const code = codes.get(coding.codeId);
        const coder = names.get(coding.personId) ?? '';
        return code === undefined
          ? { code: '', path: '', coder }
          : { code: code.name, path: codePath(code, codes), coder };
      }),
      createdAt: new Date(moment.createdAt).toISOString(),
    };
  });
  return exported.sort(
    (a, b) =>
      a.case.localeCompare(b.case) ||
      (a.session ?? 0) - (b.session ?? 0) ||
      a.recording.localeCompare(b.recording) ||
      a.startMs - b.startMs ||
      a.id.localeCompare(b.id),
  );
}

const leading = [
  'id',
  'case',
  'session',
  'sessionDate',
  'sessionTitle',
  'recording',
  'label',
  'markedBy',
  'role',
  'selection',
  'startMs',
  'endMs',
  'start',
  'end',
] as const satisfies readonly (keyof ExportedMoment)[];

/** One row a moment (codes and parts joined in a cell), or one a moment and code (a moment without codes has one row). */
export function momentsToCsv(
  moments: readonly ExportedMoment[],
  options: { rowPer: 'moment' | 'code'; hasByteOrderMark: boolean },
): string {
  const codeHeader = options.rowPer === 'code' ? ['code', 'codePath', 'coder'] : ['codes'];
  const header: CsvCell[] = [
    ...leading,
    'segments',
    'peaks',
    'rawMs',
    'lookBackMs',
    'note',
    'createdAt',
    ...codeHeader,
  ];
  const rows = moments.flatMap((moment): CsvCell[][] => {
    const cells: CsvCell[] = [
      ...leading.map((field) => moment[field]),
      moment.segments.map((segment) => `${segment.start}-${segment.end}`).join('; '),
      moment.peaks.map((peak) => `${peak.at} ${peak.person}`).join('; '),
      moment.rawMs,
      moment.lookBackMs,
      moment.note,
      moment.createdAt,
    ];
    if (options.rowPer === 'moment')
      return [[...cells, moment.codes.map((applied) => applied.path).join('; ')]];
    const applied = moment.codes.length === 0 ? [{ code: null, path: null, coder: null }] : moment.codes;
    return applied.map(({ code, path, coder }) => [...cells, code, path, coder]);
  });
  return toCsv([header, ...rows], options);
}
