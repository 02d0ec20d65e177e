import { create } from 'zustand';
import type { CodeId } from '../../../shared/model/ids.ts';

/** The code that the codebook's editor shows: also what leads to a code from elsewhere chooses it. */
export const useChosenCode = create<{ readonly id: CodeId | null }>(() => ({ id: null }));

export function chooseCode(id: CodeId | null): void {
  useChosenCode.setState({ id });
}
