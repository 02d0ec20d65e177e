import { ORPCError } from '@orpc/client';
import type { FailureCode, FailureData } from '../../shared/contract/failure.ts';
import { failureSentences } from '../ui/catalogue/failure.ts';

/** A failure as a value. `LOST`: the core did not answer at all; the banner of `connection.ts` says what to do. */
export type CallFailure = { readonly code: FailureCode | 'LOST'; readonly data: FailureData };
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: CallFailure };

function isFailureCode(code: string): code is FailureCode {
  return code !== 'LOST' && Object.hasOwn(failureSentences, code);
}

function isFailureData(data: unknown): data is FailureData {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** What a refused call means. An abort is the page's own doing; anything that is no answer of the core is a lost core. */
function toCallFailure(thrown: unknown): CallFailure {
  if (thrown instanceof ORPCError) {
    const { code, data } = thrown;
    if (isFailureCode(code)) return { code, data: isFailureData(data) ? data : {} };
    // oRPC's own code for an input that its schema refused; the rest are answers of a gate, not of the core.
    if (code === 'BAD_REQUEST') return { code: 'INPUT_INVALID', data: {} };
    if (code === 'INTERNAL_SERVER_ERROR') return { code: 'INTERNAL', data: {} };
    return { code: 'LOST', data: {} };
  }
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return { code: 'CANCELLED', data: {} };
  return { code: 'LOST', data: {} };
}

/** The body of a refused address (`routes`), which carries code and data as the calls do. */
export function failureOfBody(body: unknown): CallFailure {
  if (typeof body !== 'object' || body === null || !('code' in body)) return { code: 'LOST', data: {} };
  const { code } = body;
  if (typeof code !== 'string' || !isFailureCode(code)) return { code: 'INTERNAL', data: {} };
  return { code, data: 'data' in body && isFailureData(body.data) ? body.data : {} };
}

/** What passes: the core is away, the disk is full. Anything else would be refused for ever. */
const passing: ReadonlySet<string> = new Set([
  'LOST',
  'DISK_FULL',
  'DRIVE_FAILED',
  'NO_PERMISSION',
  'INTERNAL',
]);

/** Whether the same call may succeed later. */
export function isPassing({ code }: CallFailure): boolean {
  return passing.has(code);
}

type Listener = (failure: CallFailure) => void;
const onLost = new Set<Listener>();

/** Told of every call that met no core, so that the banner appears with the first one and not with the next heartbeat. */
export function listenForLoss(listener: Listener): () => void {
  onLost.add(listener);
  return () => {
    onLost.delete(listener);
  };
}

/** Never refuses: the outcome of a call as a value. */
export async function attempt<T>(call: PromiseLike<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await call };
  } catch (thrown) {
    const failure = toCallFailure(thrown);
    if (failure.code === 'LOST') for (const listener of onLost) listener(failure);
    return { ok: false, failure };
  }
}
