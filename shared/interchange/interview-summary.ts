import type { InterviewContents } from '../contract/recall.ts';
import type { InterviewRow, PersonRow, RecordingRow, SessionRow } from '../model/rows.ts';
import { daysBetween, localDate } from '../time/days.ts';
import { coverage, type LogLine, playbackMap, talkAfterStops } from '../time/playback-map.ts';
import { lengthMs } from '../time/spans.ts';
import { formatTime } from '../time/timecode.ts';
import { type CsvCell, toCsv } from './csv.ts';

const stopperWords = {
  both: 'recaller and inquirer',
  recaller: 'recaller',
  inquirer: 'inquirer',
  rule: 'a rule',
} as const satisfies Record<InterviewRow['whoMayStop'], string>;

const samplingWords = {
  strikingFirst: 'striking moments first',
  open: 'open',
  selected: 'selected clips',
  interval: 'a fixed interval',
  random: 'random',
} as const satisfies Record<InterviewRow['sampling']['kind'], string>;

export type InterviewFacts = {
  contents: Omit<InterviewContents, 'seq'>;
  session: SessionRow;
  /** The recording that was watched. */
  recording: RecordingRow | null;
  people: readonly PersonRow[];
};

/** The rows of the log as the map reads them. */
export function logOf(contents: Pick<InterviewContents, 'logLines'>): LogLine[] {
  return contents.logLines.map(toLogLine);
}

function toLogLine(line: InterviewContents['logLines'][number]): LogLine {
  const { interviewMs, sessionMs } = line;
  switch (line.kind) {
    case 'play':
    case 'rate':
      return { kind: line.kind, interviewMs, sessionMs, rate: line.rate ?? 1 };
    case 'seek':
      return { kind: 'seek', interviewMs, sessionMs, toMs: line.toMs ?? sessionMs };
    case 'pause':
    case 'stop':
      return { kind: line.kind, interviewMs, sessionMs };
  }
}

function tally(values: readonly string[]): [string, number][] {
  return [...Map.groupBy(values, (value) => value)]
    .map(([value, all]): [string, number] => [value, all.length])
    .sort((a, b) => b[1] - a[1]);
}

/** What a method section says of one recall interview: a name and a value a line. */
export function interviewSummary({
  contents,
  session,
  recording,
  people,
}: InterviewFacts): [string, CsvCell][] {
  const { interview, stops, leadUses, statements, places, logLines, nowMs } = contents;
  const name = (id: string | null) => people.find((person) => person.id === id)?.name ?? '';
  const durationMs = recording?.durationMs ?? 0;
  const map = playbackMap(logOf(contents), {
    untilMs: Math.max(nowMs, logLines.at(-1)?.interviewMs ?? 0),
    durationMs,
  });
  const { watched, replayed, standingMs } = coverage(map, durationMs);
  const talks = talkAfterStops(map, stops);
  const watchedMs = lengthMs(watched);
  const heldOn = interview.startedAt === null ? null : localDate(interview.startedAt);
  const minutes = (ms: number) => (ms / 60_000).toFixed(1);
  const meanTalkMs = talks.length === 0 ? null : talks.reduce((sum, ms) => sum + ms, 0) / talks.length;
  return [
    ['session', session.number],
    ['session date', session.heldOn],
    ['recaller', name(interview.recallerId)],
    ['inquirer', name(interview.inquirerId)],
    ['others present', interview.othersPresent],
    ['follow-up', interview.followUp],
    ['interview date', heldOn],
    [
      'days since the session',
      heldOn === null || session.heldOn === null ? null : daysBetween(session.heldOn, heldOn),
    ],
    ['who may stop', stopperWords[interview.whoMayStop]],
    [
      'sampling',
      interview.sampling.kind === 'random'
        ? `${samplingWords.random}, seed ${interview.sampling.seed}`
        : samplingWords[interview.sampling.kind],
    ],
    ['length of the interview', formatTime(Math.round(nowMs), 0)],
    ['length of the recording', formatTime(durationMs, 0)],
    ['minutes watched', minutes(watchedMs)],
    ['per cent watched', durationMs === 0 ? null : ((watchedMs / durationMs) * 100).toFixed(1)],
    ['minutes watched more than once', minutes(lengthMs(replayed))],
    ['minutes not playing', minutes(standingMs)],
    ['stops', stops.length],
    ...tally(stops.map((stop) => stop.initiator)).map(([who, count]): [string, CsvCell] => [
      `stops by the ${who}`,
      count,
    ]),
    ['mean talk after a stop, seconds', meanTalkMs === null ? null : (meanTalkMs / 1000).toFixed(1)],
    ['places named or laid', places.length],
    ['places not visited', places.filter((place) => place.visited === null).length],
    ['statements', statements.length],
    ['leads used', leadUses.length],
    ...tally(leadUses.map((use) => use.category)).map(([category, count]): [string, CsvCell] => [
      `leads: ${category}`,
      count,
    ]),
  ];
}

export function summaryToText(lines: readonly [string, CsvCell][]): string {
  const said = (value: CsvCell): CsvCell => (value === '' ? 'none' : (value ?? 'not known'));
  return `${lines.map(([label, value]) => `${label}: ${said(value)}`).join('\n')}\n`;
}

export function summaryToCsv(lines: readonly [string, CsvCell][]): string {
  return toCsv([['what', 'value'], ...lines], { hasByteOrderMark: false });
}
