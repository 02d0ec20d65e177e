import { type ImplementerInternalWithMiddlewares, implement, ORPCError } from '@orpc/server';
import { failureStatus } from '../../../shared/contract/base.ts';
import type { Change } from '../../../shared/contract/changes.ts';
import { type Contract, contract } from '../../../shared/contract/contract.ts';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import type { EditName } from '../../../shared/model/edit-names.ts';
import type { App } from '../app.ts';
import type { Edit, EditOptions } from '../store/edit.ts';

export type Context = { app: App };

function fromThrown(thrown: unknown): Failure {
  // oRPC's own refusals: an input that does not fit the contract, and a caller that has gone.
  if (thrown instanceof ORPCError && thrown.code === 'BAD_REQUEST')
    return new Failure('INPUT_INVALID', {}, { cause: thrown });
  return toFailure(thrown);
}

/**
 * The contract with every failure turned into its typed error in one place. What nobody foresaw is written to the
 * log with its cause and reaches the page as INTERNAL, without stack or path.
 */
const implemented = implement(contract)
  .$context<Context>()
  .use(async ({ next, path }) => {
    try {
      return await next();
    } catch (thrown) {
      const failure = fromThrown(thrown);
      if (failure.code === 'INTERNAL')
        process.stderr.write(`${path.join('.')}: ${String(describeCause(failure))}\n`);
      throw new ORPCError(failure.code, { status: failureStatus, message: failure.code, data: failure.data });
    }
  });

/** Named by hand: the type that is inferred is too long for the compiler to write into a declaration. */
export const api: ImplementerInternalWithMiddlewares<Contract, Context, Context> = implemented;

type Work<Result> = (edit: Edit) => Result;

/** Makes the edit that is asked for, and answers its change. */
export function edited(context: Context, name: EditName, by: EditOptions, work: Work<unknown>): Change {
  return context.app.study().store.edit(name, by, work).change;
}

/** The same of one that makes something: answers the id that it was given, too. */
export function created<Id>(context: Context, name: EditName, by: EditOptions, work: Work<Id>) {
  const { result, change } = context.app.study().store.edit(name, by, work);
  return { id: result, change };
}

/** The same of one that finds several things out: answers them beside its change. */
export function answered<Found extends object>(
  context: Context,
  name: EditName,
  by: EditOptions,
  work: Work<Found>,
) {
  const { result, change } = context.app.study().store.edit(name, by, work);
  return { ...result, change };
}

function describeCause(failure: Failure): unknown {
  return failure.cause instanceof Error ? (failure.cause.stack ?? failure.cause.message) : failure.cause;
}
