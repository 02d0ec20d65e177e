import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openZip } from './zip.ts';

const word = new TextEncoder().encode('Therapist: How was the week?');
const small = { entries: 10, inflatedBytes: 1024 * 1024 };

test('entries come back, deflated and stored', () => {
  const zip = openZip(zipSync({ 'a.xml': word, 'b.xml': [word, { level: 0 }] }));
  expect(zip.names).toEqual(['a.xml', 'b.xml']);
  expect([zip.read('a.xml'), zip.read('b.xml'), zip.read('c.xml')]).toEqual([word, word, null]);
});

test('what unpacks beyond the limit is refused while it unpacks, whatever size it states', () => {
  const bytes = zipSync({ 'bomb.xml': new Uint8Array(2 * 1024 * 1024) });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const directory = view.getUint32(bytes.length - 22 + 16, true);
  view.setUint32(directory + 24, 10, true);
  expect(() => openZip(bytes, small).read('bomb.xml')).toThrow('FILE_TOO_LARGE');
});

test('many entries, each under the limit, are counted together', () => {
  const half = new Uint8Array(600 * 1024);
  const zip = openZip(zipSync({ a: half, b: half }), small);
  zip.read('a');
  expect(() => zip.read('b')).toThrow('FILE_TOO_LARGE');
});

test('what unpacks to far more than it weighs is refused at the usual limit', () => {
  // Making a gigabyte would take longer than refusing it: the count stops at 64 MB in either.
  const packed = deflateRawSync(new Uint8Array(80 * 1024 * 1024), { level: 1 });
  const bytes = zipSync({ 'word/document.xml': [packed, { level: 0 }] });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const deflated = 8;
  view.setUint16(8, deflated, true);
  view.setUint16(view.getUint32(bytes.length - 22 + 16, true) + 10, deflated, true);
  expect(bytes.length).toBeLessThan(512 * 1024);
  expect(() => openZip(bytes).read('word/document.xml')).toThrow('FILE_TOO_LARGE');
});

test('too many entries, no zip, a broken zip', () => {
  const many = zipSync(Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`${index}.xml`, word])));
  expect(() => openZip(many, small)).toThrow('FILE_TOO_LARGE');
  expect(() => openZip(new Uint8Array(0))).toThrow('FILE_NOT_RECOGNISED');
  expect(() => openZip(new TextEncoder().encode('This is a text and not a document at all.'))).toThrow(
    'FILE_NOT_RECOGNISED',
  );
  const whole = zipSync({ 'a.xml': [word, { level: 9 }] });
  expect(() => openZip(whole.subarray(0, whole.length - 30))).toThrow('FILE_DAMAGED');
  const damaged = whole.slice().fill(0xff, 36, 60);
  expect(() => openZip(damaged).read('a.xml')).toThrow('FILE_DAMAGED');
});
