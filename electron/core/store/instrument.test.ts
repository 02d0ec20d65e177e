import { expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { recallInstrumentId, recallItemId } from '../../../shared/instrument/recall-rating.ts';
import { scoresOf } from '../../../shared/instrument/score.ts';
import { instrumentTemplateKeys, instrumentTemplates } from '../../../shared/instrument/templates.ts';
import type * as ids from '../../../shared/model/ids.ts';
import type { RatingTarget } from '../../../shared/model/rating.ts';
import { codedStudy } from '../../../tests/fixtures/coded-study.ts';
import * as instruments from './instrument.ts';
import { addPeak, removeMoment, removePeak } from './moment.ts';
import { removeSession } from './session.ts';
import { decode } from './tables.ts';

test('every template makes a whole instrument that can be filled in, and holds no wording', () => {
  const { act, store } = codedStudy();
  expect([...instrumentTemplateKeys].sort()).toEqual(Object.keys(instrumentTemplates).sort());
  for (const key of instrumentTemplateKeys) {
    const id = act((edit) => instruments.createFromTemplate(edit, key));
    const items = instruments.itemsOf(store.read, id);
    expect(items).toMatchObject(instrumentTemplates[key].items.map(({ label }) => ({ label, prompt: '' })));
    const raw = store.read.get('SELECT * FROM instruments WHERE id = ?', id) ?? {};
    const instrument = decode('instrument', raw);
    const highest = new Map(items.map((item) => [item.id as string, item.high]));
    for (const score of scoresOf(instrument, items, highest)) expect(score.value).toBe(5);
  }
});

test('a rating is one value of the scale for each item, person, interview and target', () => {
  const study = codedStudy();
  const { act, store, clientId: personId, sessionId, ofClient } = study;
  const momentId = study.moment(0, 1000);
  const peakId = act((edit) => addPeak(edit, { momentId, personId, atMs: 500 }));
  const rate = (target: RatingTarget, value: number | null, itemId = recallItemId, interviewId = ofClient) =>
    act((edit) => instruments.setRating(edit, { interviewId, target, personId, itemId, value, text: '' }));
  rate({ kind: 'moment', momentId }, 3);
  rate({ kind: 'moment', momentId }, 6.5);
  rate({ kind: 'peak', peakId }, 8);
  const values = () => store.read.all('SELECT value, peak_id FROM ratings ORDER BY id');
  expect(values()).toEqual([
    { value: 6.5, peak_id: null },
    { value: 8, peak_id: peakId },
  ]);
  for (const value of [0.5, 9.5, 6.25]) {
    expect(() => rate({ kind: 'moment', momentId }, value)).toThrow(
      new Failure('INPUT_INVALID', { field: 'value', low: 1, high: 9, step: 0.5 }),
    );
  }
  // A form about moments is not filled in about a session, nor the other way round.
  expect(() => rate({ kind: 'session', sessionId }, 5)).toThrow(
    new Failure('INPUT_INVALID', { field: 'target' }),
  );
  const alliance = act((edit) => instruments.createFromTemplate(edit, 'goalTaskBond'));
  const first = instruments.itemsOf(store.read, alliance)[0]?.id ?? recallItemId;
  rate({ kind: 'session', sessionId }, 4, first);
  expect(() => rate({ kind: 'moment', momentId }, 4, first)).toThrow('INPUT_INVALID');
  expect(() => act((edit) => removeSession(edit, sessionId))).toThrow('IN_USE');
  rate({ kind: 'session', sessionId }, null, first);
  act((edit) => removePeak(edit, peakId));
  expect(values()).toEqual([{ value: 6.5, peak_id: null }]);
  store.edit('moment.remove', { actor: null }, (edit) => removeMoment(edit, momentId));
  expect(values()).toEqual([]);
  store.retrace('undo', null);
  expect(values()).toEqual([{ value: 6.5, peak_id: null }]);
});

test('an instrument that is in use keeps its scales, its subject and its items', () => {
  const study = codedStudy();
  const { act, clientId: personId, sessionId, store } = study;
  const id = act((edit) => instruments.createFromTemplate(edit, 'goalTaskBond'));
  const items = instruments.itemsOf(store.read, id);
  const [first, second] = items;
  if (first === undefined || second === undefined) throw new Error('no items');
  const text = act((edit) =>
    instruments.addItem(edit, id, {
      label: 'Why',
      prompt: '',
      kind: 'text',
      low: 0,
      high: 0,
      step: 1,
      anchors: [],
      isReverse: false,
      subscale: null,
    }),
  );
  const answer = (itemId: ids.InstrumentItemId, value: number | null, said: string) =>
    act((edit) =>
      instruments.setRating(edit, {
        interviewId: null,
        target: { kind: 'session', sessionId },
        personId,
        itemId,
        value,
        text: said,
      }),
    );
  answer(first.id, 4, '');
  answer(text, null, 'because');
  expect(() => answer(text, 4, '')).toThrow('INPUT_INVALID');
  expect(() => answer(first.id, null, 'because')).toThrow('INPUT_INVALID');

  expect(() => act((edit) => instruments.updateItem(edit, first.id, { high: 7 }))).toThrow('IN_USE');
  expect(() => act((edit) => instruments.removeItem(edit, first.id))).toThrow('IN_USE');
  expect(() => act((edit) => instruments.removeInstrument(edit, id))).toThrow('IN_USE');
  expect(() => act((edit) => instruments.updateInstrument(edit, id, { about: 'moment' }))).toThrow('IN_USE');
  expect(() => act((edit) => instruments.updateInstrument(edit, id, { subscales: ['Goal'] }))).toThrow(
    'IN_USE',
  );
  act((edit) => instruments.updateItem(edit, first.id, { prompt: 'We agree on …', isReverse: true }));
  // Not yet answered: it may still become what it should be.
  act((edit) => instruments.updateItem(edit, second.id, { high: 7 }));
  expect(() => act((edit) => instruments.updateItem(edit, second.id, { high: 0 }))).toThrow('INPUT_INVALID');
  expect(() => act((edit) => instruments.updateItem(edit, second.id, { subscale: 'None such' }))).toThrow(
    new Failure('INPUT_INVALID', { field: 'subscale' }),
  );
  act((edit) => instruments.moveItem(edit, text, first.id));
  act((edit) => instruments.moveItem(edit, first.id, null));
  expect(instruments.itemsOf(store.read, id).map((item) => item.id)).toEqual([
    text,
    ...items.slice(1).map((item) => item.id),
    first.id,
  ]);
  expect(() => act((edit) => instruments.removeInstrument(edit, recallInstrumentId))).toThrow('NOT_ALLOWED');
});
