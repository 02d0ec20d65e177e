import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import {
  speakers,
  transcriptFixture,
  transcripts,
  turnLines,
  unreadLines,
  wordPackage,
} from '../../../tests/fixtures/transcripts.ts';
import { openZip } from '../zip.ts';
import { readDocx, writeDocx } from './docx.ts';
import { inTimeOrder } from './transcript.ts';

test('paragraphs as Word saves them: split runs, tracked changes, links, controls, a footnote, a picture', () => {
  const found = readDocx(wordPackage(transcriptFixture('word-paragraphs.xml')));
  expect(turnLines(found)).toEqual([
    '?-? Session 3',
    '1000-? Therapist: How was the week?',
    '4000-? Client: Long.\nI slept less\nthan I wanted.',
    '?-9000 Therapist: Less.',
    '9000-? Therapist: And now?',
  ]);
  expect(unreadLines(found)).toEqual(['4 objectLeftOut', '5 objectLeftOut']);
});

test('NVivo’s table, with headings in another language, strict OOXML, in a part of another name', () => {
  const found = readDocx(wordPackage(transcriptFixture('word-table.xml'), 'word/document2.xml'));
  expect(turnLines(found)).toEqual([
    '?-? Transcript of session 3',
    '1000-3500 Therapist: How was the week?',
    '4000-7200 Client: Long.\nI slept less than I wanted.',
    '?-? End of the recording.',
  ]);
  expect(found.unread).toEqual([]);
});

/** Each style of plain text, one paragraph a line. */
function documentOf(lines: readonly string[]): Uint8Array {
  const paragraphs = lines.map((line) => `<w:p><w:r><w:t xml:space="preserve">${line}</w:t></w:r></w:p>`);
  const space = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return wordPackage(`<w:document xmlns:w="${space}"><w:body>${paragraphs.join('')}</w:body></w:document>`);
}

test.each([
  ['noScribe', ['S00: [00:00:01] How was the week?', 'S01: [00:00:04] Long.']],
  ['oTranscribe', ['00:01 S00: How was the week?', '00:04 S01: Long.']],
  ['MAXQDA', ['#00:00:01-0# S00: How was the week?', '#00:00:04-0# S01: Long.']],
  ['NVivo', ['[00:00:01.0] S00: How was the week?', '[00:00:04.0] S01: Long.']],
  ['Teams', ['S00   0:01', 'How was the week?', 'S01   0:04', 'Long.']],
])('%s’s paragraphs', (_, lines) => {
  expect(turnLines(readDocx(documentOf(lines)))).toEqual([
    '1000-? S00: How was the week?',
    '4000-? S01: Long.',
  ]);
});

test('a table that is no transcript is read cell by cell', () => {
  const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const space = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const rows = `<w:tr>${cell('Client: one')}${cell('Client: two')}</w:tr>`;
  const xml = `<w:document xmlns:w="${space}"><w:body><w:tbl>${rows}</w:tbl></w:body></w:document>`;
  expect(turnLines(readDocx(wordPackage(xml)))).toEqual(['?-? Client: one\nClient: two']);
});

test('a round trip keeps times, speakers and lines', () => {
  const any = fc.oneof(
    transcripts({ startMs: 'always', hasEnds: true, speaker: fc.option(speakers), tiers: 1 }),
    transcripts({ startMs: 'maybe', hasEnds: false, speaker: speakers, tiers: 1 }),
  );
  fc.assert(
    fc.property(any, (transcript) => {
      const { content } = writeDocx(transcript, { hasTimes: true });
      expect(readDocx(content).transcript.turns).toEqual(inTimeOrder(transcript.turns));
      expect(openZip(content).names).toEqual(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']);
    }),
  );
});

test('no zip, a zip that is no document, XML that declares entities', () => {
  expect(() => readDocx(new TextEncoder().encode('Therapist: How was the week?'))).toThrow(
    'FILE_NOT_RECOGNISED',
  );
  expect(() => readDocx(zipSync({ 'picture.png': new Uint8Array(9) }))).toThrow('FILE_NOT_RECOGNISED');
  expect(() => readDocx(wordPackage('<html/>'))).toThrow('FILE_NOT_RECOGNISED');
  const bomb = '<!DOCTYPE w [<!ENTITY a "ha">]><document><body><p><r><t>&a;</t></r></p></body></document>';
  expect(() => readDocx(wordPackage(bomb))).toThrow('XML_FORBIDDEN');
});
