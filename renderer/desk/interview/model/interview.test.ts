import { expect, test } from 'vitest';
import * as ids from '../../../../shared/model/ids.ts';
import type {
  InterviewRow,
  LogLineRow,
  RecordingRow,
  StatementRow,
  StopRow,
} from '../../../../shared/model/rows.ts';
import { toSessionMs } from '../../../../shared/time/playback-map.ts';
import { recordingRow } from '../../../../tests/fixtures/recording-row.ts';
import { createMirror } from '../../../state/mirror.ts';
import type { Peaks } from '../../../waveform/types.ts';
import { coverageTiers } from '../coverageTiers.ts';
import { readFacts, soundAt } from './facts.ts';
import { passagesAbout, statementAt } from './passages.ts';
import { placePeaks } from './placedPeaks.ts';

const uuid = (last: number): string => `0199aaaa-0000-7000-8000-${String(last).padStart(12, '0')}`;
const sessionId = ids.sessionId.parse(uuid(1));
const recordingId = ids.recordingId.parse(uuid(2));
const personId = ids.personId.parse(uuid(3));
const interviewId = ids.interviewId.parse(uuid(4));
const momentId = ids.momentId.parse(uuid(5));

const interview: InterviewRow = {
  id: interviewId,
  sessionId,
  recordingId,
  recallerId: personId,
  inquirerId: null,
  othersPresent: '',
  plannedFor: null,
  startedAt: 1_000_000,
  endedAt: 1_060_000,
  whoMayStop: 'both',
  sampling: { kind: 'open' },
  status: 'done',
  step: 'close',
  followUp: 0,
  lookBackMs: 2000,
  resumeBackMs: 3000,
  distressNote: '',
  note: '',
  closingNote: '',
  createdAt: 1,
};

/** Played 0–10 s, stopped and talked for 20 s, went back to 7 s and played to 17 s. */
const lines = [
  ['play', 5000, 0, null, 1],
  ['stop', 15_000, 10_000, null, null],
  ['seek', 35_000, 10_000, 7000, null],
  ['play', 35_000, 7000, null, 1],
  ['pause', 45_000, 17_000, null, null],
] as const;
const logLines = lines.map(
  ([kind, interviewMs, sessionMs, toMs, rate], index): LogLineRow => ({
    id: ids.logLineId.parse(uuid(10 + index)),
    interviewId,
    kind,
    interviewMs,
    sessionMs,
    toMs,
    rate,
    initiator: 'inquirer',
    at: 1,
  }),
);
const stop: StopRow = {
  id: ids.stopId.parse(uuid(20)),
  interviewId,
  sessionMs: 10_000,
  interviewMs: 15_000,
  lookBackMs: 2000,
  initiator: 'recaller',
  means: 'key',
  momentId,
  at: 1,
};
const statement = (last: number, body: string, startMs: number, endMs: number | null): StatementRow => ({
  id: ids.statementId.parse(uuid(last)),
  interviewId,
  stopId: stop.id,
  momentId: null,
  speakerId: personId,
  body,
  stance: null,
  category: null,
  lead: '',
  startMs,
  endMs,
  changedAt: 1,
});
const said = [statement(30, 'seen', 18_000, 22_000), statement(31, 'alone', 25_000, null)];

function recording(last: number, fields: Partial<RecordingRow>): RecordingRow {
  const id = ids.recordingId.parse(uuid(last));
  return recordingRow({
    id,
    sessionId,
    durationMs: 20_000,
    interviewId,
    interviewStartMs: 0,
    interviewRate: 1,
    ...fields,
  });
}

function facts() {
  const mirror = createMirror();
  mirror.loadInterviews([interview]);
  mirror.apply({
    seq: 1,
    name: '',
    kind: 'edit',
    actor: null,
    at: 1,
    rows: [
      {
        entity: 'recording',
        id: recordingId,
        after: recording(2, { durationMs: 60_000, interviewId: null }),
      },
      // As they may come: not in order.
      ...logLines.toReversed().map((line) => ({ entity: 'logLine', id: line.id, after: line }) as const),
      { entity: 'stop', id: stop.id, after: stop },
      ...said.map((one) => ({ entity: 'statement', id: one.id, after: one }) as const),
    ],
  });
  const read = readFacts(mirror, interviewId);
  if (read === null) throw new Error('no interview');
  return read;
}

test('the facts of an interview: rows in order, its length, and the map', () => {
  const { map, lengthMs, sessionMs, logLines: read } = facts();
  expect(read.map((line) => line.interviewMs)).toEqual([5000, 15_000, 35_000, 35_000, 45_000]);
  expect([lengthMs, sessionMs]).toEqual([60_000, 60_000]);
  expect([10_000, 20_000, 40_000, 59_000].map((ms) => toSessionMs(map, ms))).toEqual([
    5000, 10_000, 12_000, 17_000,
  ]);
  expect(readFacts(createMirror(), interviewId)).toBeNull();
});

test('what was said at an instant of the interview', () => {
  const at = (ms: number) => statementAt(facts(), ms)?.body ?? null;
  expect([10_000, 16_000, 18_000, 21_999, 23_000, 25_000, 34_000, 36_000].map(at)).toEqual([
    null,
    'seen',
    'seen',
    'seen',
    'alone',
    'alone',
    'alone',
    null,
  ]);
});

test('every passage about an instant of the session: heard, spoken about, heard again', () => {
  const about = (sessionMs: number) =>
    passagesAbout([facts()], sessionMs, 2000).map(({ kind, startMs, endMs, statements }) => [
      kind,
      startMs,
      endMs,
      statements.map(({ body }) => body),
    ]);
  expect(about(9000)).toEqual([
    ['playing', 14_000, 14_000, []],
    ['standing', 15_000, 35_000, ['seen', 'alone']],
    ['playing', 37_000, 37_000, []],
  ]);
  expect(about(30_000)).toEqual([]);
});

test('the recording that holds an instant of the interview, by shift and drift', () => {
  const first = recording(40, { interviewStartMs: 1000, durationMs: 10_000 });
  const later = recording(41, { interviewStartMs: 30_000, interviewRate: 1.01, durationMs: 10_100 });
  const found = [500, 1000, 11_000, 20_000, 35_000].map((ms) => {
    const sound = soundAt([first, later], ms);
    return sound === null ? null : [sound.recording.id, sound.recordingMs];
  });
  expect(found).toEqual([null, [first.id, 0], [first.id, 10_000], null, [later.id, 5050]]);
});

test('the waveform of the interview: each part where it lies, nothing between', () => {
  /** Its value is the recording's own second. */
  const peaks: Peaks = {
    channelCount: 2,
    slice(_channel, startMs, endMs, count, into = new Float32Array(2 * count)) {
      for (let index = 0; index < count; index += 1)
        into.fill(
          Math.round((startMs + (index * (endMs - startMs)) / count) / 1000),
          2 * index,
          2 * index + 2,
        );
      return into;
    },
    grow: () => undefined,
    onChange: () => () => undefined,
    dispose: () => undefined,
  };
  const placed = placePeaks([
    { peaks, alignment: { startMs: 2000, rate: 1 }, durationMs: 3000 },
    { peaks, alignment: { startMs: 7000, rate: 1 }, durationMs: 9000 },
  ]);
  const values = placed.slice(0, 0, 10_000, 10).filter((_, index) => index % 2 === 0);
  expect([...values]).toEqual([NaN, NaN, 0, 1, 2, NaN, NaN, 0, 1, 2]);
});

test('a tier of what was watched, watched again, and stopped', () => {
  const words = { tier: (name: string) => `with ${name}`, watched: 'W', replayed: 'R', stop: 'S' };
  const person = { name: 'Ada', color: '#e69f00', letter: 'A' };
  const [tier, ...others] = coverageTiers([facts()], recordingId, () => person, words);
  expect(others).toEqual([]);
  expect(tier).toMatchObject({ label: 'with Ada', kind: 'coverage', letter: 'A' });
  expect(tier?.marks.map((mark) => [mark.lane, mark.label, mark.startMs, mark.endMs, mark.momentId])).toEqual(
    [
      [0, 'W', 0, 17_000, null],
      [1, 'R', 7000, 10_000, null],
      [2, 'S', 10_000, 10_000, momentId],
    ],
  );
  expect(coverageTiers([facts()], uuid(99), () => person, words)).toEqual([]);
});
