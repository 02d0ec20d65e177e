import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactElement, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type Follower, followTurns } from '../../../desk/transcript/follow.ts';
import { selectedPassage } from '../../../desk/transcript/offsets.ts';
import type { TranscriptDesk, TranscriptPlayer } from '../../../desk/transcript/transcriptDesk.ts';
import type { OrderedTurns } from '../../../state/transcripts.ts';
import classes from './TranscriptPanel.module.css';
import { TurnItem } from './TurnItem.tsx';

type Props = {
  readonly desk: TranscriptDesk;
  readonly ordered: OrderedTurns;
  readonly player: TranscriptPlayer | null;
};

/** Two lines of text at the usual width; each row says its own height once it is there. */
const usualRowPx = 84;

/** The turns. Only those in sight are in the document: 10,000 scroll as ten do. */
export function TurnList({ desk, ordered, player }: Props): ReactElement {
  const { t } = useTranslation();
  const { turns, indexOf } = ordered;
  const { turnId, wantsFocus, editing, isFollowing, isAligning } = useStore(desk.store);
  const scroller = useRef<HTMLElement>(null);
  const follower = useRef<Follower | null>(null);
  const orderedNow = useRef(ordered);
  orderedNow.current = ordered;
  const rows = useVirtualizer({
    count: turns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualRowPx,
    getItemKey: (index) => turns[index]?.id ?? index,
    overscan: 4,
  });

  useEffect(() => {
    if (player === null) return;
    const made = followTurns({
      player,
      turns: () => orderedNow.current,
      host: () => scroller.current,
      onTurn: ({ id }) => {
        const index = orderedNow.current.indexOf.get(id);
        const { isFollowing: follows, editing: open } = desk.store.getState();
        if (index !== undefined && follows && open === null) rows.scrollToIndex(index, { align: 'center' });
      },
    });
    follower.current = made;
    return () => {
      follower.current = null;
      made.dispose();
    };
  }, [desk, player, rows]);
  // Rows come and go while one scrolls; the one that sounds is marked among those that have come.
  useLayoutEffect(() => follower.current?.mark());

  // By key, by split and by join another turn is at hand: it must be seen, and its text be there to have the focus.
  const atHand = editing?.turnId ?? turnId;
  const index = atHand === null ? undefined : indexOf.get(atHand);
  useEffect(() => {
    if (index !== undefined)
      rows.scrollToIndex(index, { align: isAligning || wantsFocus ? 'center' : 'auto' });
  }, [rows, index, isAligning, wantsFocus]);
  useEffect(() => {
    const onSelect = (): void => {
      const host = scroller.current;
      if (host === null || desk.store.getState().editing !== null) return;
      const passage = selectedPassage(getSelection(), host);
      // What lies elsewhere (the bar's own button) leaves the words selected.
      if (passage !== null) desk.store.setState({ passage });
    };
    document.addEventListener('selectionchange', onSelect);
    return () => document.removeEventListener('selectionchange', onSelect);
  }, [desk]);

  const letGo = (): void => {
    if (desk.store.getState().isFollowing) desk.store.setState({ isFollowing: false });
  };

  return (
    <div className={classes['listBox']}>
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
        tabIndex={0}
        aria-label={t('transcript.turn.list')}
        className={classes['scroller']}
        onWheel={letGo}
        onTouchMove={letGo}
        onPointerDown={(event) => {
          // On the scroll bar, which is no child of the list.
          if (event.target === event.currentTarget) letGo();
        }}
        onKeyDown={(event) => {
          if (event.target === event.currentTarget && /^(Page|Arrow|Home|End)/.test(event.key)) letGo();
        }}
      >
        <ol className={classes['rows']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index: place, start }) => {
            const turn = turns[place];
            if (turn === undefined) return null;
            return (
              <TurnItem
                key={turn.id}
                desk={desk}
                turn={turn}
                index={place}
                topPx={start}
                caret={editing?.turnId === turn.id ? editing.caret : null}
                isSelected={turn.id === atHand}
                wantsFocus={wantsFocus && turn.id === turnId}
                measure={rows.measureElement}
              />
            );
          })}
        </ol>
      </section>
      {!isFollowing && !isAligning && player !== null && (
        <Button
          size="compact-sm"
          variant="default"
          className={classes['follow'] ?? ''}
          onClick={() => desk.store.setState({ isFollowing: true })}
        >
          {t('transcript.actions.follow')}
        </Button>
      )}
    </div>
  );
}
