import { consentUse } from '../model/consent.ts';
import type { Uncovered } from '../model/consent-rules.ts';
import * as ids from '../model/ids.ts';
import { rowSchemas } from '../model/rows.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';

/** What an export is for. Everything that leaves the study asks; among the team it is analysis. */
export const use = consentUse.default('analysis');

/** What consent kept out of an export: how many of its rows, and whose decisions kept them out. */
export type LeftOut = { count: number; people: Uncovered[] };

const consent = rowSchemas.consent.shape;

export const consentContract = {
  /** Adds a decision; the newest by its day stands. Failure: INPUT_INVALID for one of the team. */
  record: procedure
    .input(
      writing({
        personId: ids.personId,
        use: consent.use,
        decision: consent.decision,
        decidedOn: consent.decidedOn,
      }),
    )
    .output(type<{ id: ids.ConsentId; change: Change }>()),
  /** For a decision that was written down by mistake. */
  remove: procedure.input(writing({ id: ids.consentId })).output(type<Change>()),
  /** Until when what there is of the person may be kept; null takes the date back. */
  setRetention: procedure
    .input(writing({ personId: ids.personId, keptUntil: rowSchemas.retention.shape.keptUntil.nullable() }))
    .output(type<Change>()),
};
