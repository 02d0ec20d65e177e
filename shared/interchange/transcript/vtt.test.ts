import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  foreignFixture,
  speakers,
  transcriptFixture,
  transcripts,
  turnLines,
  unreadLines,
} from '../../../tests/fixtures/transcripts.ts';
import { bytesToText } from '../bytes-to-text.ts';
import { inTimeOrder } from './transcript.ts';
import { readVtt, writeVtt } from './vtt.ts';

const read = (bytes: Uint8Array) => readVtt(bytesToText(bytes).text);

test('voices become speakers, a cue of two voices two turns; styles are dropped, notes are listed', () => {
  const voices = read(transcriptFixture('voices.vtt'));
  expect(turnLines(voices)).toEqual([
    '1000-3500 Therapist: How was the week?',
    '4000-7250 Client: Long. I slept less & less.',
    '4000-7250 Therapist: Less << less.',
    '8000-9000 (both laugh) 3 < 4',
  ]);
  expect(voices.unread).toEqual([{ line: 8, text: 'NOTE checked up to here', code: 'noteLeftOut' }]);
});

test('names before a colon where there are no voices; no blank line after the header; a stray line; half a time', () => {
  const names = read(transcriptFixture('names.vtt'));
  expect(turnLines(names)).toEqual([
    '500-2000 S00: Shall we begin?',
    '2000-4000 S01: Yes. At 10:30 I was still at the station.',
    '4000-? S00: That is close.',
  ]);
  expect(unreadLines(names)).toEqual(['8 textOutsideCue', '10 timeUnreadable']);
});

test('arrows in odd places give the cues that browsers give', () => {
  const arrows = read(foreignFixture('wpt_arrows.vtt'));
  const texts = ['text1', 'text2', 'text3', 'text4', 'text5', 'text6'];
  expect(turnLines(arrows)).toEqual(texts.map((text) => `0-1000 ${text}`));
  expect(arrows.unread.filter(({ code }) => code === 'timeUnreadable').map(({ text }) => text)).toEqual([
    '-->',
    'foo-->',
    '-->foo',
    '--->',
    '-->-->',
    '00:00:00.000 -a -->',
    '00:00:00.000 --a -->',
    '00:00:00.000 - -->',
    '00:00:00.000 -- -->',
  ]);
  expect(turnLines(read(foreignFixture('wpt_ids.vtt')))).toEqual(
    texts.slice(0, 5).map((text) => `0-1000 ${text}`),
  );
});

test('a round trip keeps times, speakers and lines', () => {
  const speaker = fc.option(fc.oneof(speakers, fc.constantFrom('A & B', '<Name>', 'note: x')));
  fc.assert(
    fc.property(transcripts({ startMs: 'always', hasEnds: true, speaker, tiers: 1 }), (transcript) => {
      const { content, leftOut } = writeVtt(transcript, { durationMs: null });
      expect(leftOut).toEqual([]);
      expect(readVtt(content).transcript.turns).toEqual(inTimeOrder(transcript.turns));
    }),
  );
});
