import { strFromU8 } from 'fflate';
import type { TextEncoding } from './encodings.ts';

/** `encoding` is what was taken, for the person to see and to overrule; the byte order mark is not part of `text`. */
export type DecodedText = { text: string; encoding: TextEncoding };

/** Every host has it, and neither Node's nor the DOM's types may be known here. */
declare const TextDecoder: new (
  label: string,
  options?: { fatal?: boolean },
) => { decode(bytes: Uint8Array): string };

/**
 * Text of a file whose encoding nobody wrote down: a byte order mark decides; then zero bytes in every other place,
 * which only UTF-16 has (Praat and NVivo write it, some without a mark); then UTF-8 wherever the bytes are valid, since
 * text in another encoding almost never is; and Windows-1252 for the rest. `encoding` overrules all of it.
 */
export function bytesToText(bytes: Uint8Array, encoding = recognise(bytes)): DecodedText {
  return { text: decode(bytes, encoding), encoding };
}

function recognise(bytes: Uint8Array): TextEncoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return utf16WithoutMark(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
}

/** Latin text in UTF-16 has a zero in nearly every second byte; text in any other encoding has none at all. */
function utf16WithoutMark(bytes: Uint8Array): TextEncoding | null {
  const pairs = Math.min(Math.floor(bytes.length / 2), 2048);
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[pair * 2] === 0) even += 1;
    if (bytes[pair * 2 + 1] === 0) odd += 1;
  }
  const isMany = (count: number) => count > pairs * 0.4;
  if (isMany(odd) && even * 20 < odd) return 'utf-16le';
  if (isMany(even) && odd * 20 < even) return 'utf-16be';
  return null;
}

/** A file cut off by a full stick may end within a character of up to four bytes, and is UTF-8 all the same. */
function isUtf8(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  const isCut = ((bytes[end - 1] ?? 0) & 0xc0) === 0xc0;
  return isValid(bytes) || (isCut && isValid(bytes.subarray(0, end - 1)));
}

function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Windows-1252 where it differs from Latin-1, from 0x80 on (WHATWG, Encoding). */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decode(bytes: Uint8Array, encoding: TextEncoding): string {
  if (encoding !== 'windows-1252') return new TextDecoder(encoding).decode(bytes);
  // By hand: versions of Node have decoded these as Latin-1, and quotation marks became control characters.
  return strFromU8(bytes, true).replaceAll(
    /[\u0080-\u009f]/g,
    (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character,
  );
}
