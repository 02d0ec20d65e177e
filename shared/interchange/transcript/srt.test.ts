import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  speakers,
  transcriptFixture,
  transcripts,
  turnLines,
  unreadLines,
} from '../../../tests/fixtures/transcripts.ts';
import { bytesToText } from '../bytes-to-text.ts';
import { readSrt, writeSrt } from './srt.ts';
import { inTimeOrder } from './transcript.ts';

const read = (name: string) => readSrt(bytesToText(transcriptFixture(name)).text);

test('cues with names, tags, points for commas and coordinates', () => {
  expect(turnLines(read('plain.srt'))).toEqual([
    '1000-3500 Therapist: How was the week?',
    '4000-7250 Client: Long. I slept\nless than I wanted.',
    '8000-9000 Therapist: Less than you wanted.',
  ]);
});

test('WhisperX’s names in brackets, CRLF, no counters, short fractions, two voices in dashes', () => {
  const found = read('whisperx.srt');
  expect(turnLines(found)).toEqual([
    '1000-3500 SPEAKER_00: How was the week?',
    '4000-5000 SPEAKER_01: 42',
    '6500-7000 - Long?\n- Long.',
  ]);
  expect(found.unread).toEqual([]);
});

test('overlapping, backward and missing times: every text is kept, every oddity is listed by its line', () => {
  const broken = read('broken.srt');
  expect(turnLines(broken)).toEqual([
    '1000-4000 It begins well.',
    '3500-5000 This one overlaps.',
    '9000-? This one ends before it begins.',
    '2000-2500 This one is out of order.',
    '?-12000 This one has no start.',
    '?-? Nobody wrote down when this was said.',
    '13000-14000 Spaces in the times,\n\nand a blank line in the text.',
    '15000-16000 No blank line before the counter.',
    '17000-18000 ',
    '?-? Too late for any recording.',
  ]);
  expect(unreadLines(broken)).toEqual([
    '1 textOutsideCue',
    '8 timeOverlap',
    '12 timeBackward',
    '15 textOutsideCue',
    '18 timeOutOfOrder',
    '22 timeUnreadable',
    '25 timeMissing',
    '38 textEmpty',
    '41 timeOutOfRange',
  ]);
});

test('people who talk at the same time do not overlap with themselves', () => {
  const text =
    '1\n00:00:01,000 --> 00:00:04,000\nClient: Yes.\n\n2\n00:00:02,000 --> 00:00:03,000\nTherapist: Mm.\n';
  expect(readSrt(text).unread).toEqual([]);
});

test('a round trip keeps times, speakers and lines', () => {
  const any = transcripts({ startMs: 'always', hasEnds: true, speaker: fc.option(speakers), tiers: 1 });
  fc.assert(
    fc.property(any, (transcript) => {
      const { content, leftOut } = writeSrt(transcript, { durationMs: null });
      expect(leftOut).toEqual([]);
      expect(readSrt(content).transcript.turns).toEqual(inTimeOrder(transcript.turns));
    }),
  );
});

test('a missing end is the next start or the end of the recording; a turn without a start is said to be left out', () => {
  const turn = { tier: 0, speaker: null, text: 'so', startMs: 1000, endMs: null };
  const untimed = { ...turn, startMs: null };
  const turns = [turn, untimed, { ...turn, startMs: 4000 }];
  const written = writeSrt({ tiers: [{ name: '', parent: null }], turns }, { durationMs: 60_000 });
  expect(turnLines(readSrt(written.content))).toEqual(['1000-4000 so', '4000-60000 so']);
  expect(written.leftOut).toEqual([untimed]);
});
