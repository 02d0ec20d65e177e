/**
 * Text without what people vary when they write a name: upper and lower case, accents, kinds of apostrophe and dash,
 * compatibility forms. `starts[i]` and `ends[i]` say where folded character i came from, in UTF-16 units of the
 * original, so that a hit can be replaced there.
 */
export type Folded = { text: string; starts: number[]; ends: number[] };

/** Letters that Unicode does not take apart, as people write them where the sign is not on their keyboard. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ς: 'σ',
};

/**
 * Marks that are an accent or an optional vowel point. Of Indic, Thai and other scripts vowels are marks too, and two
 * names may differ in nothing else; the Japanese voicing marks make another letter.
 */
const accent =
  /^(?![\u3099\u309a])(?=\p{Mn}$)[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]$/u;

/** Invisible, or a mere lengthening of the line: soft hyphen, joiners, direction marks, Arabic tatweel. */
const nothing = /^(?:\u034f|[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])$/u;
const apostrophe = /^[‘’‛ʼʻ`´′＇]$/u;
const dash = /^[\u2010-\u2015\u2212_]$/u;
const hangul = /^\p{Script=Hangul}$/u;

function foldPart(part: string): string {
  if (nothing.test(part) || accent.test(part)) return '';
  if (/^\s$/u.test(part) || part === '-' || dash.test(part)) return ' ';
  if (apostrophe.test(part)) return "'";
  return plainLetters[part] ?? part;
}

function foldCharacter(character: string): string {
  // A syllable taken apart would make 가 the beginning of 각.
  if (hangul.test(character)) return character.normalize('NFC');
  // Taken apart before and after: a capital's small letter may be one that can be taken apart again.
  const parts = [...character.normalize('NFKD').toLowerCase().normalize('NFKD')];
  return parts.map(foldPart).join('').replace(/ +/g, ' ');
}

/** Folding costs a microsecond a character, and texts repeat a few of them. */
const known = new Map<string, string>();

export function fold(text: string): Folded {
  const folded: Folded = { text: '', starts: [], ends: [] };
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    let now = known.get(character);
    if (now === undefined) {
      now = foldCharacter(character);
      if (known.size < 20_000) known.set(character, now);
    }
    const isSecondBlank = now.startsWith(' ') && folded.text.endsWith(' ');
    const added = isSecondBlank ? now.slice(1) : now;
    // What is left out belongs to what is before it: an accent is replaced with its letter.
    const last = folded.ends.length - 1;
    if (now === '' && last >= 0) folded.ends[last] = end;
    folded.text += added;
    for (let unit = 0; unit < added.length; unit += 1) {
      folded.starts.push(at);
      folded.ends.push(end);
    }
    at = end;
  }
  return folded;
}
