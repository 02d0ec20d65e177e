import type { InstrumentItemRow, InstrumentRow } from '../model/rows.ts';

type TemplateItem = Omit<InstrumentItemRow, 'id' | 'instrumentId' | 'position' | 'prompt'>;
export type InstrumentTemplate = Omit<InstrumentRow, 'id' | 'createdAt' | 'template' | 'isRetired'> & {
  items: readonly TemplateItem[];
};

const plain: Pick<TemplateItem, 'anchors' | 'isReverse' | 'subscale'> = {
  anchors: [],
  isReverse: false,
  subscale: null,
};
const text = (label: string): TemplateItem => ({ ...plain, label, kind: 'text', low: 0, high: 0, step: 1 });
const scale = (
  label: string,
  low: number,
  high: number,
  fields: Partial<TemplateItem> = {},
): TemplateItem => ({
  ...plain,
  label,
  kind: 'scale',
  low,
  high,
  step: 1,
  ...fields,
});
const mark = (label: string): TemplateItem =>
  scale(label, 0, 1, {
    anchors: [
      { value: 0, label: 'no' },
      { value: 1, label: 'yes' },
    ],
  });
const helpfulness = {
  step: 0.5,
  anchors: [
    { value: 1, label: 'hindering' },
    { value: 5, label: 'neutral' },
    { value: 9, label: 'helpful' },
  ],
};
const unscored: Pick<InstrumentTemplate, 'subscales' | 'scoring' | 'hasTotal' | 'leastAnswered'> = {
  subscales: [],
  scoring: 'none',
  hasTotal: false,
  leastAnswered: 1,
};

/** Four places for each subscale, as short alliance measures have them. */
const fourOf = (subscale: string): TemplateItem[] =>
  [1, 2, 3, 4].map((number) =>
    scale(`${subscale} ${number}`, 1, 5, {
      subscale,
      anchors: [
        { value: 1, label: 'low' },
        { value: 5, label: 'high' },
      ],
    }),
  );

/**
 * The shape of instruments of the field, for whoever has the right to use one to write its wording into: labels are ours,
 * and no item of a published form is in here.
 */
export const instrumentTemplates = {
  hat: {
    name: 'Helpful aspects: event form',
    about: 'moment',
    note: 'Shape of the Helpful Aspects of Therapy form (Llewelyn, 1988). Write the wording of the form that you may use.',
    ...unscored,
    items: [
      text('The event'),
      text('What made it so'),
      scale('Helpfulness', 1, 9, helpfulness),
      text('Where in the session'),
      text('How long it lasted'),
    ],
  },
  briefStructuredRecall: {
    name: 'Brief structured recall: event ratings',
    about: 'moment',
    note: 'Shape of the ratings of Brief Structured Recall (Elliott and Shapiro, 1988). Peaks are rated with the same form.',
    ...unscored,
    items: [
      scale('Helpfulness of the event', 1, 9, helpfulness),
      scale('Helpfulness of the peak', 1, 5),
      text('What it was like then'),
    ],
  },
  ruptureResolution: {
    name: 'Rupture and resolution marks',
    about: 'moment',
    note: 'Marks for ruptures of the alliance and their resolution, by an observer or by whoever was there.',
    ...unscored,
    items: [
      mark('Withdrawal'),
      mark('Confrontation'),
      scale('Strain on the alliance', 1, 5),
      mark('Attempt at resolution'),
      scale('Extent of resolution', 1, 5),
    ],
  },
  goalTaskBond: {
    name: 'Goal, task and bond',
    about: 'session',
    note: 'Shape of a twelve-item alliance measure after Bordin (1979). Write the items of the measure that you may use, and say which are reversed.',
    subscales: ['Goal', 'Task', 'Bond'],
    scoring: 'mean',
    hasTotal: true,
    leastAnswered: 0.75,
    items: ['Goal', 'Task', 'Bond'].flatMap(fourOf),
  },
} satisfies Record<string, InstrumentTemplate>;

export type InstrumentTemplateKey = keyof typeof instrumentTemplates;
export const instrumentTemplateKeys = [
  'hat',
  'briefStructuredRecall',
  'ruptureResolution',
  'goalTaskBond',
] as const satisfies readonly InstrumentTemplateKey[];
