import { create } from 'zustand';

/** Which dialog of the commands' own is open. */
export const useCommandDialog = create<{ readonly open: 'palette' | 'keys' | null }>(() => ({ open: null }));

export function openPalette(): void {
  useCommandDialog.setState({ open: 'palette' });
}

export function openKeys(): void {
  useCommandDialog.setState({ open: 'keys' });
}

export function closeCommandDialog(): void {
  useCommandDialog.setState({ open: null });
}
