import type { Entity, Row } from '../model/rows.ts';

type TextFields = { readonly [E in Entity]: readonly (keyof Row<E> & string)[] };

/** The fields in which people write freely, and so may write a name; of every entity, so that a new one is thought of. */
export const textFields = {
  study: ['title', 'note'],
  case: ['label', 'note'],
  person: ['name'],
  session: ['title'],
  sessionParticipant: [],
  recording: ['label', 'fileName'],
  moment: ['label'],
  segment: [],
  peak: [],
  note: ['body'],
  code: ['name', 'definition', 'shortLabel', 'whenToUse', 'whenNotToUse'],
  codeExample: ['note'],
  codeSet: ['name', 'description'],
  codeSetMember: [],
  codebookVersion: ['name', 'note'],
  coding: ['comment'],
  transcript: ['label', 'sourceName', 'note'],
  speaker: ['label'],
  turn: ['body'],
  memo: ['title', 'body'],
  link: ['relation'],
  interview: ['othersPresent', 'distressNote', 'note', 'closingNote'],
  place: ['what'],
  logLine: [],
  stop: [],
  leadUse: ['lead'],
  statement: ['body', 'lead'],
  instrument: ['name', 'note'],
  instrumentItem: ['label', 'prompt'],
  rating: ['text'],
  savedQuery: ['name'],
  syncPoint: [],
  dialTrace: ['label'],
  dialChunk: [],
  consent: [],
  retention: [],
  withdrawal: [],
  redaction: ['reason'],
} as const satisfies TextFields;

/** The texts of a row by field; empty ones are left out. */
export function textsOf(entity: Entity, row: Row): { field: string; text: string }[] {
  const values = new Map<string, unknown>(Object.entries(row));
  return textFields[entity].flatMap((field) => {
    const text = values.get(field);
    return typeof text === 'string' && text !== '' ? [{ field, text }] : [];
  });
}
