import type { TurnId } from '../../../shared/model/ids.ts';
import type { Passage } from './transcriptDesk.ts';

/** Characters of `root`'s text before a place in it. */
function offsetIn(root: Element, node: Node, offset: number): number {
  const before = document.createRange();
  before.selectNodeContents(root);
  before.setEnd(node, offset);
  return before.toString().length;
}

/**
 * What is selected on the page as words of a turn, whose text stands in an element with `data-turn-text`; null when nothing
 * is, or when it does not begin in one. A selection over several turns means the words in the first.
 */
export function selectedPassage(selection: Selection | null, host: Element): Passage | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start =
    range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const root = start?.closest('[data-turn-text]') ?? null;
  if (root === null || !host.contains(root)) return null;
  const id = root.getAttribute('data-turn-text');
  const length = root.textContent.length;
  const fromOffset = offsetIn(root, range.startContainer, range.startOffset);
  const toOffset = root.contains(range.endContainer)
    ? offsetIn(root, range.endContainer, range.endOffset)
    : length;
  if (id === null || toOffset <= fromOffset) return null;
  // It is an id that this page wrote there itself.
  return { turnId: id as TurnId, fromOffset, toOffset };
}
