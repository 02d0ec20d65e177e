import { VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { create } from 'zustand';

const useAnnouncement = create<{ text: string; turn: number }>(() => ({ text: '', turn: 0 }));

/** Has a screen reader say it, politely: marks, undo, what was imported. Already translated. */
export function announce(text: string): void {
  useAnnouncement.setState(({ turn }) => ({ text, turn: turn + 1 }));
}

/** Mounted once. Two regions in turn: the same words twice in a row are said twice. */
export function Announcer(): ReactElement {
  const { text, turn } = useAnnouncement();
  return (
    <VisuallyHidden>
      <div aria-live="polite" role="status">
        {turn % 2 === 0 ? text : ''}
      </div>
      <div aria-live="polite" role="status">
        {turn % 2 === 1 ? text : ''}
      </div>
    </VisuallyHidden>
  );
}
