import { oc, type } from '@orpc/contract';
import * as z from 'zod';
import { personId, stepId } from '../model/ids.ts';
import { type FailureCode, failureCodes, failureData } from './failure.ts';

/** Over HTTP they are answers like others, not faults of the server; oRPC takes an error for typed only when its status fits. */
export const failureStatus = 422;

type FailureErrorMap = { [C in FailureCode]: { status: typeof failureStatus; data: typeof failureData } };

// The one cast of the contract: fromEntries forgets which keys it was given.
const failures = Object.fromEntries(
  failureCodes.map((code) => [code, { status: failureStatus, data: failureData }]),
) as FailureErrorMap;

/**
 * Every procedure may end in any failure of the closed list. Inputs are checked with zod, since a page sends them;
 * outputs are typed only: the core is the one that made them, and checking 10,000 rows again costs 40 ms.
 */
export const procedure = oc.errors(failures);

/** Made by each page as it is loaded. */
export const windowId = z.uuid();

/** An input of a procedure that writes: who does it, and which undo step it belongs to. */
export function writing<T extends z.ZodRawShape>(shape: T) {
  return z.object({
    ...shape,
    actor: personId.nullable(),
    /** Edits in a row with the same step are undone together: a note typed in twenty pauses is one undo. */
    step: stepId.optional(),
  });
}

export { type };
