import { expect, test } from 'vitest';
import * as z from 'zod';
import { blankCode } from '../../../../shared/model/code-rows.ts';
import { targetFields } from '../../../../shared/model/coding.ts';
import { codeId, codingId, momentId, personId, sessionId } from '../../../../shared/model/ids.ts';
import { type Entity, entities, rowSchemas } from '../../../../shared/model/rows.ts';
import { defaultStudySettings } from '../../../../shared/model/settings.ts';
import { mirror } from '../../../state/rows.ts';
import { fieldWords, valueWords } from '../../../ui/catalogue/log-fields.ts';
import { fieldLines, wordOfField, wordOfValue } from './fieldLines.ts';
import { thingWords, wordsOfId } from './thingWords.ts';

type Found = { readonly entity: Entity; readonly name: string; readonly value: string | null };

/** Every field of an entity, those inside other fields too, and every word that such a field can say of few. */
function walk(entity: Entity, schema: unknown, name: string): Found[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]): Found[] => {
    switch (key) {
      case 'properties':
        return Object.entries(value).flatMap(([field, inner]) => [
          { entity, name: field, value: null },
          ...walk(entity, inner, field),
        ]);
      case '$defs':
        return Object.values(value).flatMap((inner) => walk(entity, inner, name));
      case 'enum':
      case 'const':
        return [value].flat().map((word) => ({ entity, name, value: String(word) }));
      default:
        return [value].flat().flatMap((inner) => walk(entity, inner, name));
    }
  });
}

const all = entities.flatMap((entity) =>
  walk(entity, z.toJSONSchema(rowSchemas[entity], { unrepresentable: 'any' }), ''),
);
const fields = all.filter(({ name, value }) => value === null && name !== 'id');
const values = all.filter(({ value }) => value !== null);

test('every field of every entity has a word, also those inside other fields', () => {
  // The walk itself: fields of rows, of unions in them, and of what refers to itself.
  for (const name of ['momentId', 'lookBackMs', 'everyMs', 'withDescendants', 'withinMs'])
    expect(fields.map((field) => field.name)).toContain(name);
  const missing = fields.filter(({ entity, name }) => wordOfField(entity, name) === null);
  expect(missing).toEqual([]);
});

test('every word that is said of few has one for people', () => {
  expect(values.map(({ value }) => value)).toEqual(
    expect.arrayContaining(['live', 'asIs', 'near', 'byHand']),
  );
  const missing = values.filter(
    ({ entity, name, value }) => value !== null && wordOfValue(entity, name, value) === null,
  );
  expect(missing).toEqual([]);
});

test('no word is kept for a field that is no more', () => {
  const occurrences = [
    'count',
    'digest',
    'fault',
    'file',
    'firstAt',
    'host',
    'lastAt',
    'purpose',
    'rowCount',
    'seq',
  ];
  const names = new Set([
    ...[...fields, ...values].flatMap(({ entity, name }) => [name, `${entity}.${name}`]),
    ...occurrences,
    ...['system', 'version', 'study.exported.what', 'study.exported.purpose'],
    ...['before', 'beforeAt', 'now', 'nowAt'].map((name) => `study.setBack.${name}`),
  ]);
  expect(Object.keys({ ...fieldWords, ...valueWords }).filter((name) => !names.has(name))).toEqual([]);
});

const idOf = (end: number): string => `01900000-0000-7000-8000-${String(end).padStart(12, '0')}`;

test('things are called by what they are, and what the page has not is told apart by the end of its id', () => {
  const person = personId.parse(idOf(1));
  const code = codeId.parse(idOf(2));
  mirror.apply({
    seq: 1,
    name: 'test',
    kind: 'edit',
    actor: null,
    at: 0,
    rows: [
      {
        entity: 'person',
        id: person,
        after: { id: person, kind: 'team', name: 'Coder K', role: 'coder', isRetired: false, createdAt: 0 },
      },
      {
        entity: 'code',
        id: code,
        after: { ...blankCode, id: code, parentId: null, name: 'Silence', color: '#000000', position: 1 },
      },
    ],
  });
  const coding = {
    id: codingId.parse(idOf(3)),
    sessionId: sessionId.parse(idOf(4)),
    codeId: code,
    ...targetFields({ kind: 'moment', momentId: momentId.parse(idOf(123_456)) }),
    personId: person,
    certainty: null,
    comment: '',
    createdAt: 0,
  };
  expect(fieldLines('coding', null, coding).map(({ label, is }) => `${label}: ${is}`)).toEqual([
    'session: not at hand here (…000004)',
    'code: code “Silence”',
    'moment: not at hand here (…123456)',
    'kind of what it is about: moment',
    'coder: Coder K',
    'made: 1 Jan 1970, 00:00:00',
  ]);
  // What tells a coding apart is in its fields, which stand below; where it is only named, its code is named with it.
  expect(thingWords('coding', coding)).toBe('coding');
  mirror.apply({
    seq: 2,
    name: 'test',
    kind: 'edit',
    actor: null,
    at: 0,
    rows: [{ entity: 'coding', id: coding.id, after: coding }],
  });
  expect(wordsOfId(coding.id)).toBe('coding, code “Silence”');
});

test('of a setting only what changed is shown, and a text is shown as it was written', () => {
  const settings = { ...defaultStudySettings, lookBackMs: 1500, leads: [] };
  expect(fieldLines('study', { settings: defaultStudySettings }, { settings })).toEqual([
    { path: 'settings.lookBackMs', label: 'settings, look-back', was: '0:00:02.000', is: '0:00:01.500' },
    {
      path: 'settings.leads',
      label: 'settings, leads',
      was: expect.stringContaining(
        'category: thoughts, text: What were you thinking then?; category: feelings,',
      ),
      is: 'nothing',
    },
  ]);
  const setBack = fieldLines('study.setBack', null, { before: 40, beforeAt: 0, now: 30, nowAt: 0 });
  expect(setBack.map(({ label, is }) => `${label}: ${is}`)).toEqual([
    'newest entry as it was known: 40',
    'of: 1 Jan 1970, 00:00:00',
    'newest entry as it was found: 30',
    'of: 1 Jan 1970, 00:00:00',
  ]);
  // What a person wrote stays as it is, even where it is a word that a field of another row says.
  expect(fieldLines('place', null, { what: 'mute', label: 'live' }).map(({ is }) => is)).toEqual([
    'mute',
    'live',
  ]);
  expect(fieldLines('redaction', null, { what: 'mute' }).map(({ is }) => is)).toEqual(['muted']);
  const exported = { what: 'dial', file: 'dial.csv', purpose: 'outsideCoders', rowCount: 3 };
  expect(fieldLines('study.exported', null, exported).map(({ label, is }) => `${label}: ${is}`)).toEqual([
    'what: dial traces',
    'file: dial.csv',
    'what for: coders outside the team',
    'rows: 3',
  ]);
});
