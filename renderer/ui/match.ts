/** How well a typed query fits a name, for the palette. Higher is better, null is not at all. */
export function scoreOf(query: string, name: string): number | null {
  const wanted = plain(query);
  if (wanted === '') return 0;
  const text = plain(name);
  const at = text.indexOf(wanted);
  if (at === 0) return 100;
  if (at > 0) return text[at - 1] === ' ' ? 90 : 70;
  // Every word as the beginning of some word: `und mar` finds nothing less than `Undo the last mark`.
  const words = text.split(' ');
  if (wanted.split(' ').every((part) => words.some((word) => word.startsWith(part)))) return 60;
  return scattered(wanted, text);
}

/** The letters in order, anywhere: `plpa` finds `Play, pause`. Worth less the further they lie apart. */
function scattered(wanted: string, text: string): number | null {
  let at = -1;
  let gaps = 0;
  for (const letter of wanted.replaceAll(' ', '')) {
    const next = text.indexOf(letter, at + 1);
    if (next === -1) return null;
    if (at !== -1) gaps += next - at - 1;
    at = next;
  }
  return Math.max(1, 40 - gaps);
}

/** Without accents and case, since nobody types them in a search. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim();
}
