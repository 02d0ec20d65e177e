import * as z from 'zod';
import { instrumentTemplateKeys } from '../instrument/templates.ts';
import * as ids from '../model/ids.ts';
import { ratingTarget } from '../model/rating.ts';
import type { InstrumentItemRow, InstrumentRow, RatingRow } from '../model/rows.ts';
import { rowSchemas } from '../model/rows.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';

const instrument = rowSchemas.instrument.shape;
const item = rowSchemas.instrumentItem.shape;
const id = ids.instrumentId;

export type NewInstrument = Omit<InstrumentRow, 'id' | 'template' | 'isRetired' | 'createdAt'>;
export type NewItem = Omit<InstrumentItemRow, 'id' | 'instrumentId' | 'position'>;

export const instrumentContract = {
  create: procedure
    .input(
      writing({
        name: instrument.name,
        about: instrument.about,
        note: instrument.note.default(''),
        subscales: instrument.subscales.default([]),
        scoring: instrument.scoring.default('none'),
        hasTotal: instrument.hasTotal.default(false),
        leastAnswered: instrument.leastAnswered.default(1),
      }),
    )
    .output(type<{ id: ids.InstrumentId; change: Change }>()),
  /** The shape of an instrument of the field, without its wording. */
  createFromTemplate: procedure
    .input(writing({ template: z.enum(instrumentTemplateKeys) }))
    .output(type<{ id: ids.InstrumentId; change: Change }>()),
  /** Failure: IN_USE for another subject once something is rated, or a subscale less than the items name. */
  update: procedure
    .input(
      writing({
        id,
        name: instrument.name.optional(),
        about: instrument.about.optional(),
        note: instrument.note.optional(),
        subscales: instrument.subscales.optional(),
        scoring: instrument.scoring.optional(),
        hasTotal: instrument.hasTotal.optional(),
        leastAnswered: instrument.leastAnswered.optional(),
        isRetired: instrument.isRetired.optional(),
      }),
    )
    .output(type<Change>()),
  /** With its items. Failures: IN_USE while anything is rated with it, NOT_ALLOWED for the one of recall interviews. */
  remove: procedure.input(writing({ id })).output(type<Change>()),
};

export const instrumentItemContract = {
  /** Last. Failure: INPUT_INVALID for a scale without length, an anchor off it, or an unknown subscale. */
  add: procedure
    .input(
      writing({
        instrumentId: id,
        label: item.label,
        prompt: item.prompt.default(''),
        kind: item.kind,
        low: item.low,
        high: item.high,
        /** Not `step`, which is the undo step. */
        scaleStep: item.step.default(1),
        anchors: item.anchors.default([]),
        isReverse: item.isReverse.default(false),
        subscale: item.subscale.default(null),
      }),
    )
    .output(type<{ id: ids.InstrumentItemId; change: Change }>()),
  /** Failure: IN_USE for another kind, range or step once something is rated with it. */
  update: procedure
    .input(
      writing({
        id: ids.instrumentItemId,
        label: item.label.optional(),
        prompt: item.prompt.optional(),
        kind: item.kind.optional(),
        low: item.low.optional(),
        high: item.high.optional(),
        scaleStep: item.step.optional(),
        anchors: item.anchors.optional(),
        isReverse: item.isReverse.optional(),
        subscale: item.subscale.optional(),
      }),
    )
    .output(type<Change>()),
  move: procedure
    .input(writing({ id: ids.instrumentItemId, before: ids.instrumentItemId.nullable() }))
    .output(type<Change>()),
  /** Failure: IN_USE while anything is rated with it. */
  remove: procedure.input(writing({ id: ids.instrumentItemId })).output(type<Change>()),
};

export const ratingContract = {
  /**
   * Sets one person's answer to one item: a value of a scale, or a text. Neither takes it back. Failure: INPUT_INVALID for
   * a value that the scale does not have, or a form about something else.
   */
  set: procedure
    .input(
      writing({
        interviewId: ids.interviewId.nullable(),
        target: ratingTarget,
        personId: ids.personId,
        itemId: ids.instrumentItemId,
        value: z.number().nullable(),
        text: rowSchemas.rating.shape.text.default(''),
      }),
    )
    .output(type<Change>()),
  /** Of a session, its moments and their peaks, in all its interviews and outside of any. */
  load: procedure
    .input(z.object({ sessionId: ids.sessionId }))
    .output(type<{ seq: number; ratings: RatingRow[] }>()),
};
