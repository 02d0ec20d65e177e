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
import { readPlainText, writePlainText } from './plain-text.ts';
import { inTimeOrder } from './transcript.ts';

const read = (name: string) => readPlainText(bytesToText(transcriptFixture(name)).text);

const styles: Record<string, string[]> = {
  'noscribe.txt': [
    '?-? Session 3',
    '?-? Transcribed with noScribe vers. 0.5',
    '1000-? S00: How was the week?',
    '4000-60000 S01: Long. I slept less than I wanted. (..) And on Tuesday',
    '60000-? S01: I did not sleep at all.',
    '?-? S00: Not at all.',
  ],
  'otranscribe.txt': [
    '1000-? How was the week?',
    '4000-? Long. I slept less than I wanted.\nAt 10:30 I got up again.',
    '3723000-? Shall we stop here?',
  ],
  'f4.txt': [
    '0-3500 I: How was the week?',
    '3500-7200 B: Long. I slept less than I wanted.',
    '7200-12000 And on Tuesday not at all.',
    '12000-13400 I: Not at all.',
  ],
  'maxqda.txt': [
    '1000-? Therapist: How was the week?',
    '4000-? Client: Long.',
    '7500-? Therapist: And she said: long?',
  ],
  'otter.txt': [
    '1000-? Therapist: How was the week?',
    '4000-? Client: Long. I slept less than I wanted.\nI told you: it was long.',
    '9000-? Therapist: Mm.',
  ],
  'rev.txt': ['1000-? Speaker 1: How was the week?', '4000-? Speaker 2: Long. I slept less than I wanted.'],
  'elan-tab.txt': [
    '1000-2500 Client: Long. I slept less than I wanted.',
    '3000-4500 Therapist: Mm.',
    '5000-6500 Client: Not at all on Tuesday.',
  ],
  'names.txt': [
    '?-? Therapist: How was the week?',
    '?-? Client: Long.\n  I slept less than I wanted.',
    '?-? Therapist: Did you say to yourself: enough?',
    '?-? interpreter: She means the night.',
    '?-? Dr. Miller: One moment.',
  ],
  'prose.txt': [
    '?-? She came in late and sat down\nwithout taking her coat off.',
    '?-? We were silent for a while.',
  ],
};

test.each(Object.entries(styles))('%s reads as a person reads it, with nothing to list', (name, turns) => {
  const found = read(name);
  expect(turnLines(found)).toEqual(turns);
  expect(found.unread).toEqual([]);
});

test('NVivo’s table as text: a column that is neither, and rows without a time', () => {
  const table = read('nvivo.txt');
  expect(turnLines(table)).toEqual([
    '1000-3500 Therapist: How was the week?',
    '4000-7200 Client: Long. I slept less than I wanted.',
    '?-? Client: Nobody timed this.',
    '?-? Therapist: Nor this.',
    '9000-? Client: But this begins.',
  ]);
  expect(unreadLines(table)).toEqual(['1 columnLeftOut', '4 timeMissing', '5 timeUnreadable']);
});

test('a column that is called the content is it, however short what was said', () => {
  const rows = [
    'Timespan\tContent\tSpeaker',
    '0:00.0 - 0:01.5\tMm.\tTherapist',
    '0:02.0 - 0:03.0\tNo.\tTherapist',
  ];
  const table = readPlainText(rows.join('\n'));
  expect(turnLines(table)).toEqual(['0-1500 Therapist: Mm.', '2000-3000 Therapist: No.']);
  expect(table.unread).toEqual([]);
});

test('stamps that cannot be: the text is kept, the line is listed', () => {
  const broken = read('broken.txt');
  expect(turnLines(broken)).toEqual([
    '5000-? Therapist: How was the week?',
    '?-? Client: Long.',
    '2000-? Therapist: Backward.',
    '9000-? Client: Ends before it begins.',
    '10000-? Therapist: ',
  ]);
  expect(unreadLines(broken)).toEqual([
    '2 timeUnreadable',
    '3 timeOutOfOrder',
    '4 timeBackward',
    '5 textEmpty',
  ]);
});

test('a round trip keeps times, speakers and lines, of every turn that has a time or a speaker', () => {
  const any = fc.oneof(
    transcripts({ startMs: 'always', hasEnds: true, speaker: fc.option(speakers), tiers: 1 }),
    transcripts({ startMs: 'maybe', hasEnds: false, speaker: speakers, tiers: 1 }),
  );
  fc.assert(
    fc.property(any, (transcript) => {
      const { content } = writePlainText(transcript, { hasTimes: true });
      expect(readPlainText(content).transcript.turns).toEqual(inTimeOrder(transcript.turns));
    }),
  );
});

test('text for reading goes without times', () => {
  fc.assert(
    fc.property(
      transcripts({ startMs: 'never', hasEnds: false, speaker: speakers, tiers: 1 }),
      (transcript) => {
        const { content } = writePlainText(transcript, { hasTimes: false });
        expect(readPlainText(content).transcript.turns).toEqual(transcript.turns);
      },
    ),
  );
});

test('lines of a turn that look like stamps or names stay in it', () => {
  const text = 'Look:\n[0:05] Client: so\n    indented';
  const turns = [
    { tier: 0, startMs: 1000, endMs: 2000, speaker: 'Client', text },
    { tier: 0, startMs: 3000, endMs: null, speaker: 'Therapist', text: 'Mm.' },
  ];
  const { content } = writePlainText({ tiers: [{ name: '', parent: null }], turns }, { hasTimes: false });
  expect(content.startsWith('Client: Look:\n    [0:05] Client: so\n        indented\n')).toBe(true);
});
