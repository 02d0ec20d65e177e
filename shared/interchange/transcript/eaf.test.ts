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
import { elementsOf, readXml } from '../xml.ts';
import { readEaf } from './eaf-read.ts';
import { writeEaf } from './eaf-write.ts';
import type { Transcript } from './transcript.ts';

const read = (bytes: Uint8Array) => readEaf(bytesToText(bytes).text);

test('speakers by participant or tier, references, a slot that is not aligned, a vocabulary; what points nowhere is listed', () => {
  const found = read(transcriptFixture('two-speakers.eaf'));
  expect(found.transcript.tiers).toEqual([
    { name: 'Therapist', parent: null },
    { name: 'Client', parent: null },
    { name: 'Client-en', parent: 1 },
    { name: 'affect', parent: 1 },
  ]);
  expect(turnLines(found)).toEqual([
    '1000-3500 T1: How was the week & the night?',
    '3000-? Client: Lang.',
    '?-7000 Client: Zu lang.',
    '?-? Client: Points at no slot.',
    '7000-? Client: Backward.',
    '3000-? Client: Long.',
    '?-? Client: Refers to itself.',
    '3000-? Client: sadness',
  ]);
  expect(unreadLines(found)).toEqual([
    '27 timeMissing',
    '32 referenceMissing',
    '37 timeBackward',
    '49 referenceMissing',
  ]);
});

test('a file with tiers of every kind, from another project', () => {
  const found = read(foreignFixture('sample_3.0.trimmed.eaf'));
  expect(found.unread).toEqual([]);
  expect(found.transcript.tiers.map(({ name, parent }) => `${name} ${parent}`)).toEqual([
    'text null',
    'words-timesub 0',
    'words-symsub 0',
    'gestures null',
    'gest_included 0',
    'words-pos 2',
  ]);
  const lines = turnLines(found);
  expect(lines).toHaveLength(42);
  expect(lines.slice(0, 6)).toEqual([
    '2000-5000 text: The quick brown fox 001',
    '5000-8000 text: The quick brown fox 002',
    '8000-11000 text: The quick brown fox 003',
    '2000-2470 text: The',
    '2470-3520 text: quick',
    '3520-4080 text: brown',
  ]);
});

test('frames become milliseconds, parents in a circle do no harm', () => {
  const xml = `<ANNOTATION_DOCUMENT><HEADER TIME_UNITS="PAL-frames"/><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="25"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="50"/></TIME_ORDER>
<TIER TIER_ID="x" PARENT_REF="y"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>so</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER TIER_ID="y" PARENT_REF="x"/></ANNOTATION_DOCUMENT>`;
  expect(readEaf(xml).transcript.turns).toMatchObject([{ startMs: 1000, endMs: 2000, text: 'so' }]);
});

const any = transcripts({ startMs: 'maybe', hasEnds: true, speaker: fc.option(speakers), tiers: 3 });

test('a round trip keeps every turn: overlaps, missing times, speakers, nobody', () => {
  fc.assert(
    fc.property(any, (transcript) => {
      const { content, leftOut } = writeEaf(transcript, { writtenAt: 0 });
      expect(leftOut).toEqual([]);
      expect(bag(readEaf(content).transcript.turns)).toEqual(bag(transcript.turns));
    }),
  );
});

/** What the schema asks of the parts that are written (EAFv3.0.xsd): order, attributes, keys that resolve. */
test('what is written has the order, attributes and references that the schema asks for, and no overlap in a tier', () => {
  fc.assert(
    fc.property(any, (transcript: Transcript) => {
      const root = readXml(writeEaf(transcript, { writtenAt: 1_700_000_000_000 }).content);
      expect(
        elementsOf(root)
          .map(({ name }) => name)
          .join(' '),
      ).toMatch(/^HEADER TIME_ORDER (?:TIER )*LINGUISTIC_TYPE$/);
      expect(root.attributes.get('DATE')).toBe('2023-11-14T22:13:20.000Z');
      expect(['AUTHOR', 'VERSION', 'FORMAT'].every((name) => root.attributes.has(name))).toBe(true);
      const slots = elementsOf(root, 'TIME_ORDER').flatMap((order) => elementsOf(order, 'TIME_SLOT'));
      const times = new Map(
        slots.map(({ attributes }) => [attributes.get('TIME_SLOT_ID'), attributes.get('TIME_VALUE')]),
      );
      const known = [...times.values()].filter((value) => value !== undefined).map(Number);
      expect(known).toEqual(known.toSorted((a, b) => a - b));
      const tiers = elementsOf(root, 'TIER');
      expect(new Set(tiers.map(({ attributes }) => attributes.get('TIER_ID'))).size).toBe(tiers.length);
      const ids: string[] = [];
      for (const tier of tiers) {
        expect(tier.attributes.get('LINGUISTIC_TYPE_REF')).toBe('transcript');
        let untilMs = 0;
        for (const { name, attributes } of elementsOf(tier).flatMap((holder) => elementsOf(holder))) {
          expect(name).toBe('ALIGNABLE_ANNOTATION');
          ids.push(attributes.get('ANNOTATION_ID') ?? '');
          const [start, end] = ['TIME_SLOT_REF1', 'TIME_SLOT_REF2'].map((ref) => attributes.get(ref));
          expect(times.has(start) && times.has(end)).toBe(true);
          const startMs = times.get(start);
          if (startMs !== undefined) expect(Number(startMs)).toBeGreaterThanOrEqual(untilMs);
          untilMs = Math.max(untilMs, Number(times.get(end) ?? 0));
        }
      }
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

test('XML of another kind, broken XML and entity bombs are refused', () => {
  expect(() => readEaf('<CodeBook/>')).toThrow('FILE_NOT_RECOGNISED');
  expect(() => readEaf('<ANNOTATION_DOCUMENT><TIER>')).toThrow('XML_DAMAGED');
  expect(() => readEaf('<!DOCTYPE a [<!ENTITY b "c">]><ANNOTATION_DOCUMENT/>')).toThrow('XML_FORBIDDEN');
});
