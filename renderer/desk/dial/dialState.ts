import { create } from 'zustand';
import type { DialTraceId } from '../../../shared/model/ids.ts';

/** The dial of the desk: away, being set up, or turned. */
export type DialState =
  | { readonly status: 'closed' }
  | { readonly status: 'setUp' }
  | {
      readonly status: 'turning';
      readonly traceId: DialTraceId;
      readonly label: string;
      readonly low: number;
      readonly high: number;
    };

export const useDial = create<{ readonly dial: DialState }>(() => ({ dial: { status: 'closed' } }));

export function showDial(dial: DialState): void {
  useDial.setState({ dial });
}

/** Opens it; one that is being turned stays. */
export function openDial(): void {
  if (useDial.getState().dial.status === 'closed') showDial({ status: 'setUp' });
}
