import { create } from 'zustand';
import { type Json, loadView, saveView } from '../../state/view.ts';

/** How the desk is divided; the same for every session of this device. */
export type Layout = {
  /** Width of the side panel, in rem so that it grows with the text. */
  readonly panelRem: number;
  /** Part of the panel's height that the list takes. */
  readonly listPart: number;
  /** The same while the transcript stands there: it is read, and the list is looked through. */
  readonly transcriptPart: number;
  /** Part of the desk's height that a picture takes. */
  readonly picturePart: number;
};

export const layoutLimits = {
  panelRem: { least: 19, most: 44, step: 1 },
  listPart: { least: 0.15, most: 0.8, step: 0.05 },
  transcriptPart: { least: 0.15, most: 0.9, step: 0.05 },
  picturePart: { least: 0.15, most: 0.75, step: 0.05 },
} as const satisfies Record<keyof Layout, { least: number; most: number; step: number }>;

const viewKey = 'desk layout';

export const useLayout = create<Layout>(() => ({
  panelRem: 25,
  listPart: 0.42,
  transcriptPart: 0.68,
  picturePart: 0.48,
}));

export function within(part: keyof Layout, value: number): number {
  const { least, most } = layoutLimits[part];
  return Math.min(most, Math.max(least, value));
}

export function changeLayout(part: keyof Layout, value: number): void {
  useLayout.setState({ [part]: within(part, value) });
  saveView(viewKey, { ...useLayout.getState() });
}

export function readLayout(json: Json | null): Partial<Layout> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return {};
  const { panelRem, listPart, transcriptPart, picturePart } = json;
  return {
    ...(typeof panelRem === 'number' ? { panelRem: within('panelRem', panelRem) } : {}),
    ...(typeof listPart === 'number' ? { listPart: within('listPart', listPart) } : {}),
    ...(typeof transcriptPart === 'number'
      ? { transcriptPart: within('transcriptPart', transcriptPart) }
      : {}),
    ...(typeof picturePart === 'number' ? { picturePart: within('picturePart', picturePart) } : {}),
  };
}

export async function restoreLayout(): Promise<void> {
  useLayout.setState(readLayout(await loadView(viewKey)));
}
