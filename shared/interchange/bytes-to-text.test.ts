import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToText } from './bytes-to-text.ts';

const said = 'Klientin: „Für mich war’s zu lang“ – 3 €';

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) {
    view.setUint16(index * 2, text.charCodeAt(index), isLittle);
  }
  return bytes;
}

const utf8 = new TextEncoder().encode(said);
/** As an editor on Windows saves it. */
const ansi = Buffer.from('Klientin: \x84Für mich war\x92s zu lang\x93 \x96 3 \x80', 'latin1');

test.each([
  ['UTF-8', utf8, 'utf-8'],
  ['UTF-8 with a mark', new TextEncoder().encode(`\uFEFF${said}`), 'utf-8'],
  ['UTF-16 with a mark, little', utf16(`\uFEFF${said}`, true), 'utf-16le'],
  ['UTF-16 with a mark, big', utf16(`\uFEFF${said}`, false), 'utf-16be'],
  ['UTF-16 without a mark, little', utf16(said, true), 'utf-16le'],
  ['UTF-16 without a mark, big', utf16(said, false), 'utf-16be'],
  ['Windows-1252', ansi, 'windows-1252'],
])('%s is recognised', (_, bytes, encoding) => {
  expect(bytesToText(bytes)).toEqual({ text: said, encoding });
});

test('UTF-8 that is cut off within a character is UTF-8 all the same', () => {
  const cut = bytesToText(utf8.subarray(0, utf8.length - 1));
  expect(cut.encoding).toBe('utf-8');
  expect(cut.text.slice(0, -1)).toBe(said.slice(0, -1));
});

test('what a person says overrules what was recognised', () => {
  expect(bytesToText(utf8, 'windows-1252').text).toContain('FÃ¼r');
});

test('every text survives in every encoding that says what it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, isLittle) => {
      // A text that begins with a mark of its own loses that: nobody can tell the two apart.
      fc.pre(!text.startsWith('\uFEFF'));
      expect(bytesToText(utf16(`\uFEFF${text}`, isLittle)).text).toBe(text);
      expect(bytesToText(new TextEncoder().encode(`\uFEFF${text}`)).text).toBe(text);
    }),
  );
});
