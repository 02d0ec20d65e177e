import { create } from 'zustand';
import type { ImportStage } from '../../shared/contract/changes.ts';
import type { CaseId, SessionId, StagedId } from '../../shared/model/ids.ts';
import type { Probe } from '../../shared/model/recording.ts';
import type { CallFailure } from '../api/attempt.ts';
import { onMessage } from './connection.ts';

/** Where a recording goes: into a session that is there, or into a new one (of a new case). */
export type ImportTarget =
  | { readonly kind: 'session'; readonly sessionId: SessionId }
  | { readonly kind: 'newSession'; readonly caseId: CaseId }
  | { readonly kind: 'newCase' };

/** `asking`: the file is known, the person decides. */
export type ImportPhase = 'uploading' | 'probing' | 'asking' | 'importing' | 'done' | 'failed';

/** One file on its way in, from the drop until it is dismissed. */
export type ImportItem = {
  readonly id: string;
  readonly fileName: string;
  readonly byteCount: number;
  readonly phase: ImportPhase;
  /** 0 to 1 within the phase or the stage. */
  readonly fraction: number;
  readonly stage: ImportStage | null;
  readonly stagedId: StagedId | null;
  readonly probe: Probe | null;
  readonly target: ImportTarget;
  /** The person said so; else it is a guess, and follows what is learned from the files before it. */
  readonly isTargetChosen: boolean;
  readonly label: string;
  readonly audioTrack: number | null;
  readonly failure: CallFailure | null;
  /** Where it ended up. */
  readonly sessionId: SessionId | null;
};

export const useImports = create<{ readonly items: readonly ImportItem[] }>(() => ({ items: [] }));

export function importItem(id: string): ImportItem | undefined {
  return useImports.getState().items.find((item) => item.id === id);
}

export function addItem(item: ImportItem): void {
  useImports.setState(({ items }) => ({ items: [...items, item] }));
}

export function changeItem(id: string, changes: Partial<ImportItem>): void {
  useImports.setState(({ items }) => ({
    items: items.map((item) => (item.id === id ? { ...item, ...changes } : item)),
  }));
}

export function dropItem(id: string): void {
  useImports.setState(({ items }) => ({ items: items.filter((item) => item.id !== id) }));
}

/** The study they were meant for is closed, and with it the core has let go of their files. */
export function forgetImports(): void {
  useImports.setState({ items: [] });
}

/** Called once: moves the bars with the core's progress messages. */
export function followImports(): void {
  onMessage((message) => {
    if (message.type !== 'import') return;
    const { stagedId, stage, fraction } = message;
    const item = useImports.getState().items.find((each) => each.stagedId === stagedId);
    if (item?.phase === 'importing') changeItem(item.id, { stage, fraction });
  });
}
