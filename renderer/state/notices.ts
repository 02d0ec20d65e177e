import { create } from 'zustand';
import type { CallFailure, Result } from '../api/attempt.ts';

/** A sentence at the edge of the screen, for what has no place of its own on it. */
export type Notice = { readonly id: number } & (
  | { readonly kind: 'failure'; readonly failure: CallFailure }
  /** Already translated. Goes by itself after some seconds. */
  | { readonly kind: 'told'; readonly text: string }
  /** Already translated. Stays until it is answered or dismissed; of one matter there is one. */
  | ({ readonly kind: 'asked' } & Asked)
);

export type Asked = {
  readonly about: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
};

let nextId = 1;

export const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }));

/** Shows a failure in words until it is dismissed. `LOST` has its banner and `CANCELLED` was asked for: both say nothing here. */
export function showFailure(failure: CallFailure): void {
  if (failure.code === 'LOST' || failure.code === 'CANCELLED') return;
  const notice: Notice = { id: nextId++, kind: 'failure', failure };
  useNotices.setState(({ notices }) => ({
    notices: [
      ...notices.filter((other) => other.kind !== 'failure' || other.failure.code !== failure.code),
      notice,
    ],
  }));
}

/** Shows and announces something that happened. */
export function tell(text: string): void {
  const notice: Notice = { id: nextId++, kind: 'told', text };
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.kind !== 'told'), notice],
  }));
}

/** Shows and announces something that somebody should do something about. */
export function askBack(asked: Asked): void {
  const notice: Notice = { id: nextId++, kind: 'asked', ...asked };
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.kind !== 'asked' || other.about !== asked.about), notice],
  }));
}

/** Takes away what was asked about matters that begin so. */
export function forgetAsked(about: string): void {
  useNotices.setState(({ notices }) => ({
    notices: notices.filter((notice) => notice.kind !== 'asked' || !notice.about.startsWith(about)),
  }));
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** For the many calls whose failure has no better place: shows it and answers whether all went well. */
export async function orShow<T>(outcome: Promise<Result<T>>): Promise<T | undefined> {
  const result = await outcome;
  if (result.ok) return result.value;
  showFailure(result.failure);
  return undefined;
}
