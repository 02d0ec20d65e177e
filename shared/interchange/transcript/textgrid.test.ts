import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bag,
  foreignFixture,
  speakers,
  transcriptFixture,
  transcripts,
  turnLines,
  unreadLines,
} from '../../../tests/fixtures/transcripts.ts';
import { bytesToText } from '../bytes-to-text.ts';
import { readTextGrid } from './textgrid-read.ts';
import { writeTextGrid } from './textgrid-write.ts';

const read = (bytes: Uint8Array) => readTextGrid(bytesToText(bytes).text);

test('the long format: gaps are no turns, quotes are doubled, points have one instant', () => {
  const found = read(transcriptFixture('long.TextGrid'));
  expect(turnLines(found)).toEqual([
    '1000-3500 Therapist: She said "long", \nand 7 times.',
    '4250-4250 stops: stop',
  ]);
  expect(found.unread).toEqual([]);
});

test('the short format and ELAN’s spelling of the long one hold the same', () => {
  const short = read(foreignFixture('bobby_words_with_newlines.TextGrid'));
  const elan = read(foreignFixture('bobby_words_with_newlines_longfile_elan.TextGrid'));
  expect(turnLines(short).slice(0, 5)).toEqual([
    '65-412 "word": """BOBBY"""\nNoun',
    '412-658 "word": RIPPED\nVerb',
    '658-741 "word": THE\nDeterminer',
    '741-1117 "word": LEDGER\nNoun',
    '65-1117 phrase: BOBBY RIPPED THE LEDGER',
  ]);
  expect(turnLines(elan).slice(0, 5)).toEqual(turnLines(short).slice(0, 5));
  expect(short.transcript.turns.slice(5).map(({ startMs }) => startMs)).toEqual([233, 530, 697, 923]);
});

test('CRLF, signs beyond ASCII, tiers of one name', () => {
  const mary = turnLines(read(foreignFixture('mary.TextGrid')));
  expect([mary[1], mary[14], mary[18]]).toEqual([
    '385-491 phone: ə',
    '315-676 word: mary',
    '598-598 pitch: 120',
  ]);
  const same = read(foreignFixture('all_tiers_have_the_same_name.TextGrid'));
  expect(turnLines(same)).toEqual(['66-234 Mary: Mary', '194-334 Mary: Maary', '412-519 Mary: Bob']);
  expect(same.unread).toEqual([]);
});

test('UTF-16, as Praat writes it', () => {
  const text = bytesToText(foreignFixture('mary.TextGrid')).text;
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  expect(read(utf16)).toEqual(readTextGrid(text));
});

test('a time that is none, an overlap, a tier of another kind, a file that breaks off', () => {
  const broken = read(transcriptFixture('broken.TextGrid'));
  expect(turnLines(broken)).toEqual([
    '0-2000 Client: Long.',
    '?-? Client: I slept less.',
    '1500-3000 Client: It overlaps.',
    '0-3000 Therapist: How was',
  ]);
  expect(unreadLines(broken)).toEqual([
    '16 timeUnreadable',
    '19 timeOverlap',
    '22 tierUnreadable',
    '30 endsEarly',
  ]);
});

test('a file that breaks off between tiers says so, too', () => {
  const text = bytesToText(transcriptFixture('long.TextGrid')).text;
  const cut = readTextGrid(text.slice(0, text.indexOf('    item [2]:')));
  expect(turnLines(cut)).toHaveLength(1);
  expect(cut.unread.map(({ code }) => code)).toEqual(['endsEarly']);
});

test('what is no TextGrid in text is refused', () => {
  expect(() => readTextGrid('ooBinaryFile\bTextGrid')).toThrow('FILE_NOT_RECOGNISED');
  expect(() => readTextGrid('File type = "ooTextFile"\nObject class = "PitchTier"\n')).toThrow(
    'FILE_NOT_RECOGNISED',
  );
});

test('a round trip keeps every turn: overlaps, points, quotes, speakers, nobody', () => {
  const any = transcripts({ startMs: 'always', hasEnds: true, speaker: fc.option(speakers), tiers: 1 });
  fc.assert(
    fc.property(any, fc.option(fc.integer({ min: 0, max: 30_000_000 })), (transcript, durationMs) => {
      const { content, leftOut } = writeTextGrid(transcript, { durationMs });
      expect(leftOut).toEqual([]);
      const again = readTextGrid(content);
      expect(bag(again.transcript.turns)).toEqual(bag(transcript.turns));
    }),
  );
});

test('a turn without text has no place among intervals and is said to be left out', () => {
  const silent = { tier: 0, startMs: 0, endMs: 1000, speaker: 'Client', text: '' };
  const written = writeTextGrid(
    { tiers: [{ name: '', parent: null }], turns: [silent] },
    { durationMs: null },
  );
  expect(written.leftOut).toEqual([silent]);
});
