import { create } from 'zustand';
import type { RedactionId } from '../../../shared/model/ids.ts';
import type { RedactionWhat } from '../../../shared/model/redaction.ts';

/** What the desk looks at of its redactions. Only one thing is selected on a desk: a moment or a redaction. */
export type RedactionState = {
  readonly redactionId: RedactionId | null;
  /** What the last one did; the next does the same, when the recording has it. */
  readonly lastWhat: RedactionWhat;
  readonly isPreviewing: boolean;
};

export const useRedactions = create<RedactionState>(() => ({
  redactionId: null,
  lastWhat: 'mute',
  isPreviewing: true,
}));
