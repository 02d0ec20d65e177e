import { expect, test } from 'vitest';
import { personLook } from './people.ts';
import { formatAgo, formatBytes, formatIsoDate } from './words.ts';

test('sizes as disks count them', () => {
  expect([0, 999, 1000, 1_604_757, 123_456_789, 3.2e12].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '1.6 MB',
    '123 MB',
    '3.2 TB',
  ]);
});

test('how long ago', () => {
  const now = Date.UTC(2026, 2, 14, 12);
  const ago = (minutes: number): string => formatAgo(now - minutes * 60_000, now);
  expect([0, 5, 60, 60 * 26, 60 * 24 * 40].map(ago)).toEqual([
    'this minute',
    '5 minutes ago',
    '1 hour ago',
    'yesterday',
    '2 February 2026',
  ]);
});

test('a date stays the day it names in every time zone', () => {
  expect(formatIsoDate('2026-03-01')).toBe('1 March 2026');
});

test('letters of a badge', () => {
  const letters = (name: string): string => personLook({ name, role: 'client', kind: 'participant' }).letters;
  expect(['Client 07', 'client-17', 'Rose', 'Client Rose', 'العميل ٣', '  '].map(letters)).toEqual([
    'C7',
    'C17',
    'R',
    'CR',
    'ا٣',
    '?',
  ]);
});
