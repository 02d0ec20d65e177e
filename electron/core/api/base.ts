import { type ImplementerInternalWithMiddlewares, implement, ORPCError } from '@orpc/server';
import { failureStatus } from '../../../shared/contract/base.ts';
import { type Contract, contract } from '../../../shared/contract/contract.ts';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import type { App } from '../app.ts';

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

function describeCause(failure: Failure): unknown {
  return failure.cause instanceof Error ? (failure.cause.stack ?? failure.cause.message) : failure.cause;
}
