import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import {
  type CodeNode,
  codeTree,
  filterTree,
  placesOf,
  withoutClosed,
} from '../../../desk/session/model/codeTree.ts';

export type CodeTreeRows = {
  /** All of them, in the order of the codebook. */
  readonly tree: readonly CodeNode[];
  /** Those that are neither filtered away nor under a closed code. */
  readonly shown: readonly CodeNode[];
  readonly isFiltered: boolean;
  readonly active: CodeNode | undefined;
  readonly places: ReturnType<typeof placesOf>;
  readonly isOpen: (node: CodeNode) => boolean;
  readonly setOpen: (node: CodeNode, isOpen: boolean) => void;
  readonly goTo: (node: CodeNode | undefined) => void;
  /** Arrows, Home and End walk; left and right close and open. Answers whether the key was one of them. */
  readonly walk: (event: KeyboardEvent) => boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: Virtualizer<HTMLDivElement, Element>;
  readonly rowPx: number;
};

type Options = {
  readonly text: string;
  readonly rowRem: number;
  readonly activeId: string | null;
  readonly onActive: (node: CodeNode) => void;
};

/**
 * What every tree of codes does: fold, filter, walk, and keep only the rows in sight in the document, so that a codebook
 * of 2,000 codes scrolls as one of twenty does. The tree itself has the focus and names its active row.
 */
export function useCodeTree(codes: readonly CodeRow[], options: Options): CodeTreeRows {
  const { text, rowRem, activeId, onActive } = options;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const [rowPx] = useState(
    () => rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  const tree = useMemo(() => codeTree(codes), [codes]);
  const places = useMemo(() => placesOf(tree), [tree]);
  const isFiltered = text.trim() !== '';
  const shown = useMemo(
    () => (isFiltered ? filterTree(tree, text) : withoutClosed(tree, closed)),
    [isFiltered, tree, text, closed],
  );
  const activeIndex = Math.max(
    0,
    shown.findIndex(({ code }) => code.id === activeId),
  );
  const active = shown[activeIndex];
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: useCallback(() => scroller.current, []),
    estimateSize: useCallback(() => rowPx, [rowPx]),
    getItemKey: (index) => shown[index]?.code.id ?? index,
    overscan: 8,
  });
  // Chosen elsewhere, moved, or walked to: it is in sight. `rows` is one object for good.
  useEffect(() => {
    if (activeId !== null) rows.scrollToIndex(activeIndex, { align: 'auto' });
  }, [rows, activeId, activeIndex]);

  const isOpen = (node: CodeNode): boolean => isFiltered || !closed.has(node.code.id);
  const setOpen = (node: CodeNode, isNowOpen: boolean): void => {
    const next = new Set(closed);
    if (isNowOpen) next.delete(node.code.id);
    else next.add(node.code.id);
    setClosed(next);
  };
  const goTo = (node: CodeNode | undefined): void => {
    if (node === undefined) return;
    onActive(node);
  };
  const walk = (event: KeyboardEvent): boolean => {
    if (active === undefined) return false;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 1);
    const last = shown.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        goTo(shown[activeIndex + 1]);
        break;
      case 'ArrowUp':
        goTo(shown[activeIndex - 1]);
        break;
      case 'PageDown':
        goTo(shown[Math.min(last, activeIndex + page)]);
        break;
      case 'PageUp':
        goTo(shown[Math.max(0, activeIndex - page)]);
        break;
      case 'Home':
        goTo(shown[0]);
        break;
      case 'End':
        goTo(shown[last]);
        break;
      case 'ArrowRight':
        if (active.hasChildren && !isOpen(active)) setOpen(active, true);
        else if (active.hasChildren) goTo(shown[activeIndex + 1]);
        break;
      case 'ArrowLeft':
        if (active.hasChildren && isOpen(active) && !isFiltered) setOpen(active, false);
        else goTo(shown.slice(0, activeIndex).findLast(({ depth }) => depth < active.depth));
        break;
      default:
        return false;
    }
    return true;
  };

  return { tree, shown, isFiltered, active, places, isOpen, setOpen, goTo, walk, scroller, rows, rowPx };
}
