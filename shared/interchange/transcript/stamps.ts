import { parseTime } from '../../time/timecode.ts';

/** Instants written in text, integer ms; `end` for a span such as `[0:05 - 0:09]`. */
export type Stamp = { startMs: number; endMs: number | null };

const time = String.raw`(?:\d{1,3}:)?\d{1,4}:\d{2}(?:[.,]\d{1,3}|-\d{1,3}(?![\d:]))?`;
const dash = String.raw`\s*(?:-->|->|→|–|—|-|to)\s*`;

/** Brackets of oTranscribe, noScribe, NVivo, f4 and MAXQDA. Round ones stand before a text only: "(10:30)" is said too. */
const square = String.raw`\[\s*T\s*\]`.replace('T', `(${time})(?:${dash}(${time}))?`);
const hashed = `#\\s*(${time})\\s*#`;
const angled = `<\\s*(${time})\\s*>`;
const curly = `\\{\\s*(${time})\\s*\\}`;
const round = `\\(\\s*(${time})(?:${dash}(${time}))?\\s*\\)`;
const bare = `(${time})(?:${dash}(${time}))?`;

const inText = `(?:${square}|${hashed}|${angled}|${curly})`;
const beforeText = `(?:${square}|${hashed}|${angled}|${curly}|${round})`;

const leadingBracketed = new RegExp(`^\\s*${beforeText}(?:${dash}${beforeText})?`, 'u');
const leadingBare = new RegExp(`^\\s*${bare}(?![\\d:])`, 'u');
const trailingBare = new RegExp(`^(.{1,40}?)(?:[ \\u00a0]{2,}|\\t)${bare}\\s*$`, 'u');
const namedStamp = new RegExp(
  `^([\\p{L}\\p{N}][^:\\n[\\](){}#<>?!;,"]{0,38}?)\\s*${beforeText}\\s*(?::|(?=\\n|$))[^\\S\\n]*`,
  'u',
);
const anywhere = new RegExp(inText, 'gu');

/** `0:05-3` is f4's spelling of a tenth. Null when minutes or seconds are over 59. */
function toMs(text: string): number | null {
  return parseTime(text.replace('-', '.'));
}

function stampOf(found: RegExpExecArray, from = 1): Stamp | null {
  const times = found.slice(from).filter((group) => group !== undefined);
  const startMs = toMs(times[0] ?? '');
  if (startMs === null) return null;
  return { startMs, endMs: times[1] === undefined ? null : toMs(times[1]) };
}

/** A stamp that a text begins with, and the text behind it. `isBareTaken`: one without brackets counts, too. */
export function leadingStamp(text: string, isBareTaken: boolean): { stamp: Stamp; rest: string } | null {
  const found = leadingBracketed.exec(text) ?? (isBareTaken ? leadingBare.exec(text) : null);
  const stamp = found === null ? null : stampOf(found);
  if (found === null || stamp === null) return null;
  return { stamp, rest: text.slice(found[0].length).replace(/^[^\S\n]*(?::(?=\s|$))?[^\S\n]*/, '') };
}

/** `Name   0:03` alone on a line, as Otter and Teams write it. */
export function nameAndStamp(line: string): { name: string; stamp: Stamp } | null {
  const found = trailingBare.exec(line);
  const stamp = found === null ? null : stampOf(found, 2);
  return found?.[1] === undefined || stamp === null ? null : { name: found[1].trim(), stamp };
}

/** `Name [0:03]: text`, as Rev and Descript write it, or alone on its line. */
export function nameThenStamp(text: string): { name: string; stamp: Stamp; rest: string } | null {
  const found = namedStamp.exec(text);
  const stamp = found === null ? null : stampOf(found, 2);
  if (found?.[1] === undefined || stamp === null) return null;
  return { name: found[1], stamp, rest: text.slice(found[0].length) };
}

/** What follows something that was meant as a stamp and is none, such as `[00:75:99]`; null where there is no such thing. */
export function behindBrokenStamp(text: string): string | null {
  const found = /^\s*[[(#<{]\s*\d+[:.]\d[\d:.,-]*\s*[\])#>}][^\S\n]*/.exec(text);
  return found === null || leadingStamp(text, false) !== null ? null : text.slice(found[0].length);
}

/** A text cut at the stamps in it: pieces in order, each with the stamp before it (null before the first). */
export function cutAtStamps(text: string): { stamp: Stamp | null; text: string }[] {
  const pieces: { stamp: Stamp | null; text: string }[] = [];
  let from = 0;
  let stamp: Stamp | null = null;
  for (const found of text.matchAll(anywhere)) {
    const next = stampOf(found);
    if (next === null) continue;
    pieces.push({ stamp, text: text.slice(from, found.index) });
    stamp = next;
    from = found.index + found[0].length;
  }
  return [...pieces, { stamp, text: text.slice(from) }];
}
