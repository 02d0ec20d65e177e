/** `>> **Name:**`, `[SPEAKER_00]:`, `Name:`; what follows the colon is text, and 10:30 or http:// is no name. */
const named =
  /^(?:>>\s*)?(?:\*\*)?\[?([\p{L}\p{N}](?:[^:\n\t[\]()*?!;,"“”]{0,38}[^\s:\n\t[\]()*?!;,"“”])?)\]?(?:\*\*)?\s?:(?:\*\*)?(?=\s|$)[^\S\n]*/u;

/** The name a text begins with, and the text behind it; null when it begins with none. */
export function leadingName(text: string): { name: string; rest: string } | null {
  const found = named.exec(text);
  if (found?.[1] === undefined) return null;
  return { name: found[1], rest: text.slice(found[0].length) };
}

/** Joins two names that people carry, in the languages of most transcripts. */
const particle = /^(?:de|del|della|der|den|di|du|la|le|van|von|zu|y|e|and|und|et)$/i;

/**
 * Which of the names that lines begin with are speakers. `And then she said:` begins a line too, so a name must be a single
 * word, or look like one (every word with a capital or a digit, four at most), or come back three times.
 */
export function speakerTest(names: Iterable<string>): (name: string) => boolean {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (name) => {
    const words = name.split(/\s+/);
    const looksLikeOne = words.every((word) => /^[\p{Lu}\p{Lo}\p{N}]/u.test(word) || particle.test(word));
    return words.length === 1 || (words.length <= 4 && (looksLikeOne || (counts.get(name) ?? 0) >= 3));
  };
}
