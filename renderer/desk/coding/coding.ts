import { create } from 'zustand';
import type { CodeId, CodingId, StatementId } from '../../../shared/model/ids.ts';
import { mirror } from '../../state/rows.ts';
import { flushViews, type Json, loadView, saveView } from '../../state/view.ts';

/** Coding at the desk: what a code's key is about, and what this device remembers of its coder. */
export type CodingState = {
  /** A recall statement that codes are given to; null: the selected moment, or else the recording itself. */
  readonly statementId: StatementId | null;
  /** The coding that certainty, comment and times are said of: the one made or chosen last. */
  readonly codingId: CodingId | null;
  /** Open, with the instant at which it was asked for: what is found in it is marked there. */
  readonly palette: { readonly atMs: number } | null;
  readonly isCommenting: boolean;
  /** Last used first. */
  readonly recent: readonly CodeId[];
  readonly favourites: readonly CodeId[];
  /** Whether a code given to a unit goes on to the next uncoded one. */
  readonly isAdvancing: boolean;
};

const nothing = { statementId: null, codingId: null, palette: null, isCommenting: false } as const;

export const useCoding = create<CodingState>(() => ({
  ...nothing,
  recent: [],
  favourites: [],
  isAdvancing: false,
}));

const viewKey = 'coding';
const recentAtMost = 12;

function keep(change: Partial<Pick<CodingState, 'recent' | 'favourites' | 'isAdvancing'>>): void {
  useCoding.setState(change);
  const { recent, favourites, isAdvancing } = useCoding.getState();
  saveView(viewKey, { recent: [...recent], favourites: [...favourites], isAdvancing });
}

function codesIn(json: Json | undefined): readonly CodeId[] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((id) => (typeof id === 'string' ? (mirror.get('code', id)?.id ?? []) : []));
}

/** A desk is opened: it begins at nothing, with what the device remembers. */
export async function restoreCoding(): Promise<void> {
  useCoding.setState(nothing);
  const json = await loadView(viewKey);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return;
  useCoding.setState({
    recent: codesIn(json['recent']),
    favourites: codesIn(json['favourites']),
    isAdvancing: json['isAdvancing'] === true,
  });
}

export function noteUsed(codeId: CodeId): void {
  const { recent } = useCoding.getState();
  if (recent[0] === codeId) return;
  keep({ recent: [codeId, ...recent.filter((id) => id !== codeId)].slice(0, recentAtMost) });
}

/** Answers whether it is one now. */
export function toggleFavourite(codeId: CodeId): boolean {
  const { favourites } = useCoding.getState();
  const isNow = !favourites.includes(codeId);
  keep({ favourites: isNow ? [...favourites, codeId] : favourites.filter((id) => id !== codeId) });
  flushViews();
  return isNow;
}

export function setAdvancing(isAdvancing: boolean): void {
  keep({ isAdvancing });
  flushViews();
}

export function openPalette(atMs: number): void {
  useCoding.setState({ palette: { atMs } });
}

export function closePalette(): void {
  useCoding.setState({ palette: null });
}
