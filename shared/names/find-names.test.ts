import fc from 'fast-check';
import { expect, test } from 'vitest';
import { personId } from '../model/ids.ts';
import { nameFinder, replaceNames, type Spelling } from './find-names.ts';
import { fold } from './fold.ts';

const anna = personId.parse('0199aaaa-0000-7000-8000-000000000001');
const bo = personId.parse('0199aaaa-0000-7000-8000-000000000002');
const of = (...names: string[]): Spelling[] => names.map((name) => ({ personId: anna, name }));
const found = (text: string, ...names: string[]): string[] =>
  nameFinder(of(...names))(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['case', 'then ANNA said', 'Anna', ['ANNA']],
  ['accents', 'Jose and josé', 'José', ['Jose', 'josé']],
  ['an accent as a sign of its own', 'Jose\u0301 left', 'José', ['Jose\u0301']],
  ['sharp s', 'Herr STRAUSS, Strauß', 'Strauß', ['STRAUSS', 'Strauß']],
  ['Polish and Danish', 'Lukasz, Soren', 'Łukasz', ['Lukasz']],
  ['whole words only', 'Annabel and Johanna came; Anna did not', 'Anna', ['Anna']],
  [
    'possessive, brackets, digits, underscore',
    "Anna's (Anna) anna2 interview_anna.wav",
    'Anna',
    ['Anna', 'Anna', 'anna', 'anna'],
  ],
  ['apostrophes and dashes', 'O’Brien, O`Brien; Anna–Maria, anna maria', "O'Brien", ['O’Brien', 'O`Brien']],
  [
    'double names, however joined',
    'Anna–Maria, anna  maria, Anna-Maria',
    'Anna Maria',
    ['Anna–Maria', 'anna  maria', 'Anna-Maria'],
  ],
  ['Greek, with either sigma', 'ο ΝΙΚΟΣ και ο Νίκος', 'Νίκος', ['ΝΙΚΟΣ', 'Νίκος']],
  ['Cyrillic', 'сказала АЛЁНА, Алена', 'Алёна', ['АЛЁНА', 'Алена']],
  ['Arabic, with points, with “and”', 'قال أَحْمَد وأحمد', 'أحمد', ['أَحْمَد', 'أحمد']],
  ['Hebrew with “to”', 'אמרתי לדוד, דָּוִד', 'דוד', ['דוד', 'דָּוִד']],
  ['Chinese, without blanks', '然后王小明说', '王小明', ['王小明']],
  ['Japanese, full and half width', 'ﾀﾅｶさんと田中', 'タナカ', ['ﾀﾅｶ']],
  ['Korean with a particle', '민수가 왔다; 김민수', '민수', ['민수']],
  ['Thai', 'แล้วสมชายก็พูด', 'สมชาย', ['สมชาย']],
  ['Hindi, where a vowel makes another name', 'राम और रमा', 'राम', ['राम']],
  ['a single letter is not looked for', 'A is A', 'A', []],
  ['a voiced kana is another letter', 'かき', 'がき', []],
])('%s', (_, text, name, hits) => {
  expect(found(text, name)).toEqual(hits);
});

test('of two that overlap the longer is taken, and each hit says whose it is', () => {
  const text = 'Anna Maria met Bo.';
  const hits = nameFinder([...of('Anna', 'Anna Maria'), { personId: bo, name: 'bo' }])(text);
  expect(hits.map(({ start, end, personId: id }) => [text.slice(start, end), id])).toEqual([
    ['Anna Maria', anna],
    ['Bo', bo],
  ]);
});

const letters = 'aàbcdeéfghßiøλςжя';
const name = fc
  .array(fc.constantFrom(...letters), { minLength: 3, maxLength: 8 })
  .map((parts) => parts.join(''));
const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });
const vary = (text: string, isUpper: boolean): string =>
  isUpper ? text.toUpperCase() : text.normalize('NFD').toLowerCase();

test('a name between blanks is found wherever it stands and however it is written, exactly there', () => {
  fc.assert(
    fc.property(anyText, name, anyText, fc.boolean(), (before, spelling, after, isUpper) => {
      const written = vary(spelling, isUpper);
      const text = `${before} . ${written} . ${after}`;
      const at = before.length + 3;
      const hits = nameFinder(of(spelling))(text);
      expect(hits).toContainEqual({ start: at, end: at + written.length, personId: anna });
    }),
  );
});

test('hits are in order, do not overlap, and fold to what was looked for', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 4 }), fc.array(fc.oneof(name, anyText)), (names, pieces) => {
      const text = pieces.join(' ');
      const wanted = names.map((each) => fold(each).text);
      let last = 0;
      for (const { start, end } of nameFinder(of(...names))(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(wanted).toContain(fold(text.slice(start, end)).text);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('after replacing none is left, and all else is where it was', () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 3 }),
      fc.array(fc.oneof(name, anyText)),
      (names, pieces) => {
        const text = pieces.join(' ');
        const find = nameFinder(of(...names));
        const hits = find(text);
        const replaced = replaceNames(text, hits, () => '07');
        expect(find(replaced)).toEqual([]);
        const kept = hits.map(({ start }, index) => text.slice(hits[index - 1]?.end ?? 0, start));
        expect(replaced).toBe([...kept, text.slice(hits.at(-1)?.end ?? 0)].join('07'));
      },
    ),
  );
});

test('folding says where every character came from', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const { text: folded, starts, ends } = fold(text);
      expect([starts.length, ends.length]).toEqual([folded.length, folded.length]);
      for (const [index, start] of starts.entries()) {
        expect(start).toBeGreaterThanOrEqual(starts[index - 1] ?? 0);
        expect(ends[index]).toBeGreaterThan(start);
        expect(ends[index]).toBeLessThanOrEqual(text.length);
      }
      expect(fold(folded).text).toBe(folded);
    }),
  );
});
