import * as ids from '../model/ids.ts';
import { redactionRowSchemas } from '../model/redaction.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';

const { startMs, endMs, what, channel, reason } = redactionRowSchemas.redaction.shape;

/** Spans that leave the study covered. All can be undone: the recording itself is never touched by them. */
export const redactionContract = {
  /**
   * Failures: INPUT_INVALID when it has no length, ends after the recording, is of a picture that is not there, or names
   * a channel that the recording has not, or that a picture cannot have.
   */
  create: procedure
    .input(
      writing({
        recordingId: ids.recordingId,
        personId: ids.personId,
        startMs,
        endMs,
        what,
        channel,
        reason,
      }),
    )
    .output(type<{ id: ids.RedactionId; change: Change }>()),
  /** Failures as `create`. */
  update: procedure
    .input(
      writing({
        id: ids.redactionId,
        startMs: startMs.optional(),
        endMs: endMs.optional(),
        what: what.optional(),
        channel: channel.optional(),
        reason: reason.optional(),
      }),
    )
    .output(type<Change>()),
  remove: procedure.input(writing({ id: ids.redactionId })).output(type<Change>()),
};
