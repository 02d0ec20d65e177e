import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { tidyText } from './tidy.ts';
import { readXml, textOf, xmlAttributes, xmlEscape } from './xml.ts';

function failureOf(read: () => unknown): Pick<Failure, 'code' | 'data'> | null {
  try {
    read();
    return null;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { code: thrown.code, data: thrown.data };
  }
}

test('an entity bomb is refused before anything of it is expanded', () => {
  const bomb = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<CodeBook>&c;</CodeBook>`;
  expect(failureOf(() => readXml(bomb))).toMatchObject({ code: 'XML_FORBIDDEN', data: { line: 2 } });
});

test('an external entity and an external DTD are refused', () => {
  const secret = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>';
  const remote = '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>';
  expect(failureOf(() => readXml(secret))?.code).toBe('XML_FORBIDDEN');
  expect(failureOf(() => readXml(remote))?.code).toBe('XML_FORBIDDEN');
});

test.each([
  ['<a>\n  <b></c>\n</a>', { line: 2, column: 10 }],
  ['<a>\n&unknown;</a>', { line: 2 }],
  ['<a><b>', { line: 1 }],
  ['', { line: 1 }],
  ['no XML at all', { line: 1 }],
])('%j is damaged, and where is said', (text, data) => {
  expect(failureOf(() => readXml(text))).toMatchObject({ code: 'XML_DAMAGED', data });
});

test('depth, size and number of elements have limits', () => {
  const limits = { characters: 1000, depth: 10, elements: 50 };
  expect(failureOf(() => readXml('<a>'.repeat(11), limits))?.data).toEqual({ limit: '10 levels' });
  expect(failureOf(() => readXml(`<a>${'<b/>'.repeat(50)}</a>`, limits))?.data).toEqual({
    limit: '50 elements',
  });
  expect(failureOf(() => readXml(`<a>${' '.repeat(1000)}</a>`, limits))?.data).toEqual({
    limit: '0.001 million characters',
  });
  expect(failureOf(() => readXml('<a>'.repeat(1_000_000)))?.code).toBe('FILE_TOO_LARGE');
});

const sign = fc.oneof(
  fc.constantFrom(
    '&',
    '<',
    '>',
    '"',
    "'",
    ']]>',
    '&amp;',
    '\n',
    '\r',
    '\t',
    ' ',
    '\0',
    '\u007f',
    '\ud83d',
    '\ufffe',
    '𝒳',
    'ə',
  ),
  fc.integer({ min: 0x20, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
);

test('every text comes back from content and from an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: sign }).map(tidyText), (text) => {
      const element = readXml(`<a${xmlAttributes({ said: text })}>${xmlEscape(text)}</a>`);
      expect([textOf(element), element.attributes.get('said')]).toEqual([text, text]);
    }),
  );
});
