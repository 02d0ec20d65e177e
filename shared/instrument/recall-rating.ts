import { instrumentId, instrumentItemId } from '../model/ids.ts';
import type { InstrumentItemRow, InstrumentRow } from '../model/rows.ts';

/**
 * The one question that every recall interview may ask of a moment and its peaks. Its ids are the same in every study,
 * so that copies that are brought together agree, and a page can ask for it without a search.
 */
export const recallInstrumentId = instrumentId.parse('01900000-0000-7000-8000-000000000001');
export const recallItemId = instrumentItemId.parse('01900000-0000-7000-8000-000000000002');

export const recallInstrument: InstrumentRow = {
  id: recallInstrumentId,
  name: 'Recall interview',
  about: 'moment',
  note: '',
  template: null,
  subscales: [],
  scoring: 'none',
  hasTotal: false,
  leastAnswered: 1,
  isRetired: false,
  createdAt: 0,
};

export const recallItem: InstrumentItemRow = {
  id: recallItemId,
  instrumentId: recallInstrumentId,
  position: 1,
  label: 'Helpfulness',
  prompt: '',
  kind: 'scale',
  low: 1,
  high: 9,
  step: 0.5,
  anchors: [
    { value: 1, label: 'hindering' },
    { value: 5, label: 'neutral' },
    { value: 9, label: 'helpful' },
  ],
  isReverse: false,
  subscale: null,
};
