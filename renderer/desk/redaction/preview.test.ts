import { expect, test } from 'vitest';
import type { PersonId, RecordingId, RedactionId } from '../../../shared/model/ids.ts';
import type { RedactionRow } from '../../../shared/model/rows.ts';
import { previewAt } from './preview.ts';
import { redactionTier } from './redactionTier.ts';

let made = 0;
function redaction(fields: Partial<RedactionRow>): RedactionRow {
  made += 1;
  return {
    id: `redaction ${made}` as RedactionId,
    recordingId: 'recording' as RecordingId,
    startMs: 0,
    endMs: 1000,
    what: 'mute',
    channel: null,
    reason: '',
    personId: 'person' as PersonId,
    createdAt: 1,
    ...fields,
  };
}

test('what covers an instant: its first millisecond is covered, the one at its end is not', () => {
  const rows = [
    redaction({ startMs: 1000, endMs: 2000, channel: 1 }),
    redaction({ startMs: 1500, endMs: 2500, what: 'beep' }),
    redaction({ startMs: 1500, endMs: 1800, what: 'blur' }),
    redaction({ startMs: 1700, endMs: 1900, what: 'blank' }),
  ];
  const plain = { isSilent: false, channels: [], isToned: false, look: 'plain' };
  expect(previewAt(rows, 999)).toEqual(plain);
  expect(previewAt(rows, 1000)).toEqual({ ...plain, channels: [1] });
  expect(previewAt(rows, 1600)).toEqual({ isSilent: true, channels: [], isToned: true, look: 'blur' });
  expect(previewAt(rows, 1750).look).toBe('blank');
  expect(previewAt(rows, 1850).look).toBe('blank');
  expect(previewAt(rows, 1900).look).toBe('plain');
  expect(previewAt(rows, 2500)).toEqual(plain);
});

test('the tier: a sign and words for each, none while there is nothing', () => {
  const words = { tier: 'Redacted', of: ({ what }: RedactionRow) => what };
  expect(redactionTier([], words)).toEqual([]);
  const [tier] = redactionTier([redaction({ reason: 'a surname' }), redaction({ what: 'blank' })], words);
  expect(tier).toMatchObject({ label: 'Redacted', isEditable: true });
  expect(tier?.marks.map(({ label, letter }) => [letter, label])).toEqual([
    ['×', 'mute: a surname'],
    ['■', 'blank'],
  ]);
  for (const mark of tier?.marks ?? []) expect(mark.momentId).toBe(mark.id);
});
