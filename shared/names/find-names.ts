import type { PersonId } from '../model/ids.ts';
import { type Folded, fold } from './fold.ts';

/** One way of writing somebody's name. */
export type Spelling = { personId: PersonId; name: string };

/** Where a name stands: `start` to before `end`, in UTF-16 units. */
export type NameHit = { start: number; end: number; personId: PersonId };

export type NameFinder = (text: string) => NameHit[];

type Pattern = { text: string; personId: PersonId };

/** Scripts that put no blanks between words: there a name may stand anywhere. */
const blankless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Particles are written onto the end of a Korean name. */
const suffixed = /\p{Script=Hangul}/u;
/** One or two of these may be written onto the beginning of an Arabic or Hebrew name: and, with, to, from. */
const proclitics = /^(?:[وفبلك]{1,2}|[ובלמשהכ]{1,2})$/u;
const letter = /[\p{L}\p{M}]/u;

function characterBefore(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1);
  return text.slice(at - (unit >= 0xdc00 && unit <= 0xdfff ? 2 : 1), at);
}

function characterAfter(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function isWordStart(text: string, at: number, name: string): boolean {
  if (at === 0) return true;
  if (!letter.test(characterBefore(text, at))) return true;
  if (blankless.test(characterAfter(name, 0)) || blankless.test(characterBefore(text, at))) return true;
  if (name.length < 3) return false;
  let from = at;
  while (from > 0 && at - from < 3 && letter.test(characterBefore(text, from))) from -= 1;
  return proclitics.test(text.slice(from, at));
}

function isWordEnd(text: string, at: number, name: string): boolean {
  const next = characterAfter(text, at);
  if (next === '' || !letter.test(next)) return true;
  const last = characterBefore(name, name.length);
  // A vowel or tone that is written as a mark belongs to the letter before it.
  if (/\p{M}/u.test(next)) return false;
  return blankless.test(last) || blankless.test(next) || suffixed.test(last);
}

/** No hit may begin or end inside a character that folds to several letters (ß). */
function isWhole({ starts, ends }: Folded, from: number, to: number): boolean {
  return (
    (from === 0 || starts[from] !== starts[from - 1]) && (to === ends.length || ends[to - 1] !== ends[to])
  );
}

/**
 * A function that finds all of these names in a text, made once for many texts. Case, accents and kinds of apostrophe
 * and dash do not count, and a name is found only as whole words, in scripts that have any. Where two overlap the one
 * that begins first is taken, then the longer. Hits are in order and do not overlap. Spellings of a single letter are
 * not looked for: they would be found everywhere.
 */
export function nameFinder(spellings: readonly Spelling[]): NameFinder {
  const byStart = new Map<string, Pattern[]>();
  for (const { personId, name } of spellings) {
    const text = fold(name).text.trim();
    if ([...text].length < 2 || !letter.test(text)) continue;
    const start = text.slice(0, 2);
    byStart.set(start, [...(byStart.get(start) ?? []), { text, personId }]);
  }
  for (const patterns of byStart.values()) patterns.sort((a, b) => b.text.length - a.text.length);
  if (byStart.size === 0) return () => [];

  return (original) => {
    const folded = fold(original);
    const { text, starts, ends } = folded;
    const hits: NameHit[] = [];
    let at = 0;
    while (at < text.length - 1) {
      const found = byStart
        .get(text.slice(at, at + 2))
        ?.find(
          ({ text: name }) =>
            text.startsWith(name, at) &&
            isWordStart(text, at, name) &&
            isWordEnd(text, at + name.length, name) &&
            isWhole(folded, at, at + name.length),
        );
      if (found === undefined) {
        at += 1;
        continue;
      }
      const to = at + found.text.length;
      hits.push({ start: starts[at] ?? 0, end: ends[to - 1] ?? original.length, personId: found.personId });
      at = to;
    }
    return hits;
  };
}

/** The text with each name replaced; everything else stays as it is. */
export function replaceNames(
  text: string,
  hits: readonly NameHit[],
  pseudonymOf: (personId: PersonId) => string,
): string {
  let replaced = '';
  let at = 0;
  for (const { start, end, personId } of hits) {
    replaced += text.slice(at, start) + pseudonymOf(personId);
    at = end;
  }
  return replaced + text.slice(at);
}
