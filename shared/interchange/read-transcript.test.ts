import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { transcriptFixture, turnLines, wordPackage } from '../../tests/fixtures/transcripts.ts';
import { Failure } from '../contract/failure.ts';
import { readTranscript } from './read-transcript.ts';
import { unread } from './transcript/transcript.ts';

const named = {
  'plain.srt': 'srt',
  'voices.vtt': 'vtt',
  'noscribe.txt': 'text',
  'two-speakers.eaf': 'eaf',
  'long.TextGrid': 'textgrid',
};

test.each(Object.entries(named))('%s is told by its content, whatever it is called', (fixture, format) => {
  const bytes = transcriptFixture(fixture);
  const found = readTranscript({ name: 'transcript.txt', bytes });
  expect(found).toMatchObject({ format, encoding: 'utf-8' });
  expect(found).toEqual(readTranscript({ name: fixture, bytes }));
});

test('a Word document is told by its container', () => {
  const bytes = wordPackage(transcriptFixture('word-table.xml'));
  expect(readTranscript({ name: 'session 3', bytes })).toMatchObject({ format: 'docx', encoding: null });
});

test.each([
  ['windows-1252', Buffer.from('Klientin: F\xfcr mich war es \x84lang\x93.', 'latin1')],
  ['utf-16le', Buffer.from('\uFEFFKlientin: Für mich war es „lang“.', 'utf16le')],
] as const)('a text in %s', (encoding, bytes) => {
  const found = readTranscript({ name: 'a.txt', bytes });
  expect(found.encoding).toBe(encoding);
  expect(turnLines(found)).toEqual(['?-? Klientin: Für mich war es „lang“.']);
});

test.each([
  ['an empty file', 'a.srt', Buffer.alloc(0), 'FILE_EMPTY'],
  ['blank lines', 'a.txt', Buffer.from('\n \n'), 'FILE_EMPTY'],
  ['a .docx that is no zip', 'a.docx', Buffer.from('Therapist: How was the week?'), 'FILE_NOT_RECOGNISED'],
  ['an old .doc', 'a.doc', Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'), 'FILE_NOT_RECOGNISED'],
  ['a recording', 'a.txt', Buffer.from('RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0'), 'FILE_NOT_RECOGNISED'],
  ['an entity bomb', 'a.eaf', Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'XML_FORBIDDEN'],
  ['rich text', 'a.rtf', Buffer.from('{\\rtf1\\ansi I: How was the week?}'), 'FILE_NOT_RECOGNISED'],
  [
    'a web page, as noScribe saves by itself',
    'a.html',
    Buffer.from('<!DOCTYPE html>\n<html><body><p>S00: So</p></body></html>'),
    'FILE_NOT_RECOGNISED',
  ],
  [
    'oTranscribe’s own file',
    'a.otr',
    Buffer.from('{"text":"<p>00:01 So</p>","media":"a.mp3"}'),
    'FILE_NOT_RECOGNISED',
  ],
  ['XML of another kind', 'a.xml', Buffer.from('<?xml version="1.0"?><html/>'), 'FILE_NOT_RECOGNISED'],
])('%s is refused', (_, name, bytes, code) => {
  expect(() => readTranscript({ name, bytes })).toThrow(code);
});

/** Every fixture with a part cut out and some bytes changed: what a bad stick or a hurried hand makes of a file. */
test('damage is a failure with a code, or a list and the rest; never anything else', () => {
  const folder = new URL('transcript/fixtures/', import.meta.url);
  const files = readdirSync(folder).map((name) => {
    const bytes = transcriptFixture(name);
    return { name, bytes: name.endsWith('.xml') ? wordPackage(bytes) : bytes };
  });
  const damage = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255) }), {
    maxLength: 4,
  });
  const cut = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...files), damage, fc.option(cut), ({ name, bytes }, changes, hole) => {
      const [from, until] = (hole ?? [1, 1])
        .map((part) => Math.floor(part * bytes.length))
        .sort((a, b) => a - b);
      const damaged = Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(until)]);
      for (const { at, byte } of changes) damaged[Math.floor(at * (damaged.length - 1))] = byte;
      try {
        const { transcript, unread: listed } = readTranscript({ name, bytes: damaged });
        for (const one of listed) unread.parse(one);
        for (const turn of transcript.turns) expect(transcript.tiers[turn.tier]).toBeDefined();
      } catch (thrown) {
        if (!(thrown instanceof Failure)) throw thrown;
      }
    }),
    { numRuns: 500 },
  );
});

test('any text at all is read or refused', () => {
  const signs = fc.string({
    unit: fc.constantFrom('0', ':', '1', '.', '-', '>', '[', ']', '#', 'A', ' ', '\n', '\t', '"', '<'),
  });
  const beginnings = fc.constantFrom('', 'WEBVTT\n', '"ooTextFile" "TextGrid" ', '1\n00:00:01,000 --> ');
  fc.assert(
    fc.property(beginnings, signs, (beginning, text) => {
      const bytes = Buffer.from(beginning + text);
      fc.pre((beginning + text).trim() !== '' && !text.trimStart().startsWith('<'));
      try {
        expect(readTranscript({ name: 'a.txt', bytes }).transcript.tiers.length).toBeGreaterThanOrEqual(0);
      } catch (thrown) {
        if (!(thrown instanceof Failure)) throw thrown;
        // Brackets and digits alone may be JSON, which is the one kind of them that is refused.
        expect(thrown.code).toBe('FILE_NOT_RECOGNISED');
        expect(JSON.parse(text)).toBeInstanceOf(Array);
      }
    }),
    { numRuns: 500, examples: [['', ' [[1]]']] },
  );
});

/** A pattern that goes back over what it read needs hours for these; one that does not, milliseconds. */
test.each([
  ['spaces', `Client${' '.repeat(300_000)}x\nClient: so`],
  ['blank lines', `so${'\n'.repeat(500_000)}so`],
  ['tags', `1\n00:00:01,000 --> 00:00:02,000\n${'<i '.repeat(200_000)}`],
  ['voices', `WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n${'<v '.repeat(200_000)}`],
  ['brackets', `${'['.repeat(300_000)} 0:05`],
  ['stamps', '[0:05 '.repeat(100_000)],
  ['colons', 'a:'.repeat(200_000)],
  ['quotes', `"ooTextFile" "TextGrid" ${'"" '.repeat(200_000)}`],
])('half a megabyte of %s is read, too', (_, text) => {
  expect(readTranscript({ name: 'a.txt', bytes: Buffer.from(text) }).transcript).toBeDefined();
});
