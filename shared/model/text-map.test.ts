import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween, mapPassage, type TextChange } from './text-map.ts';

/** Texts as transcripts have them: words that repeat, other alphabets, emoji, spaces and signs. */
const word = fc.oneof(
  fc.constantFrom('ja', 'ja', 'nein', 'I', 'felt', 'seen', 'größer', '来た', '😀', '👩‍👧', '…', '  ', '\n'),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const text = fc.array(word, { maxLength: 25 }).map((words) => words.join(' '));

/** The second text, made from the first by its changes alone. */
function applied(before: string, after: string, changes: readonly TextChange[]): string {
  let at = 0;
  let made = '';
  for (const { from, to, newFrom, newTo } of changes) {
    made += before.slice(at, from) + after.slice(newFrom, newTo);
    at = to;
  }
  return made + before.slice(at);
}

test('the changes make the second text of the first, apart and in order', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = changesBetween(before, after);
      expect(applied(before, after, changes)).toBe(after);
      for (const [index, change] of changes.entries()) {
        expect(change.from).toBeGreaterThanOrEqual(changes[index - 1]?.to ?? 0);
        expect(change.to - change.from + change.newTo - change.newFrom).toBeGreaterThan(0);
      }
    }),
  );
});

test('a passage stays within the text, and is where it was when nothing changed', () => {
  fc.assert(
    fc.property(text, text, fc.nat(), fc.nat(), (before, after, one, other) => {
      const ends = [one % (before.length + 1), other % (before.length + 1)].sort((a, b) => a - b);
      const passage = { from: ends[0] ?? 0, to: ends[1] ?? 0 };
      const mapped = mapPassage(changesBetween(before, after), passage);
      expect(mapped.from).toBeGreaterThanOrEqual(0);
      expect(mapped.to).toBeGreaterThanOrEqual(mapped.from);
      expect(mapped.to).toBeLessThanOrEqual(after.length);
      expect(mapPassage(changesBetween(before, before), passage)).toEqual(passage);
    }),
  );
});

test('words that are edited elsewhere, in any number of places at once, leave a passage its own words', () => {
  // Every word is there once, so that which of them went is known.
  const edits = fc.array(fc.constantFrom('keep', 'drop', 'mend', 'add'), { minLength: 3, maxLength: 30 });
  fc.assert(
    fc.property(edits, fc.nat(), fc.nat(), (done, first, count) => {
      const words = done.map((_, place) => `w${place}x`);
      const start = first % words.length;
      const end = start + 1 + (count % (words.length - start));
      const changed = words.flatMap((one, place) => {
        if (place >= start && place < end) return [one];
        const how = done[place];
        if (how === 'drop') return [];
        if (how === 'mend') return [`${one}y`];
        return how === 'add' ? [one, `n${place}z`] : [one];
      });
      const [before, after] = [words.join(' '), changed.join(' ')];
      const said = words.slice(start, end).join(' ');
      const from = before.indexOf(said);
      const mapped = mapPassage(changesBetween(before, after), { from, to: from + said.length });
      expect(after.slice(mapped.from, mapped.to)).toBe(said);
    }),
  );
});

test('text put in at the edges stays outside; what is replaced within is inside; what is deleted leaves no length', () => {
  const map = (before: string, after: string, said: string) => {
    const from = before.indexOf(said);
    const mapped = mapPassage(changesBetween(before, after), { from, to: from + said.length });
    return after.slice(mapped.from, mapped.to);
  };
  expect(map('I felt seen', 'I really felt seen', 'felt')).toBe('felt');
  expect(map('I felt seen', 'I felt really seen', 'felt')).toBe('felt');
  expect(map('I felt seen then', 'I felt really seen then', 'felt seen')).toBe('felt really seen');
  expect(map('I fealt sen', 'I felt seen', 'fealt')).toBe('felt');
  expect(map('I felt seen then', 'I then', 'felt seen')).toBe('');
  expect(map('I felt seen then', 'I watched us then', 'felt seen')).toBe('watched us');
  // A long text that is wholly rewritten: taken as one change.
  const long = Array.from({ length: 3000 }, (_, place) => `a${place}`).join(' ');
  expect(map(long, long.replaceAll('a', 'b'), 'a1000 a1001')).toContain('b1000 b1001');
});
