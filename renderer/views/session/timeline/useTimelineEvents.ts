import { useEffect } from 'react';
import type { MomentId, SegmentId } from '../../../../shared/model/ids.ts';
import { interviewOfTier } from '../../../desk/interview/coverageTiers.ts';
import { type Desk, selectMoment } from '../../../desk/session/desk.ts';
import { playMoment } from '../../../desk/session/going.ts';
import { moveSegment } from '../../../desk/session/segments.ts';
import { selectTurnById } from '../../../desk/transcript/transcriptDesk.ts';
import { go } from '../../../state/interface.ts';
import { mirror } from '../../../state/rows.ts';
import type { Timeline } from '../../../timeline/types.ts';
import type { MenuAt } from '../CommandMenu.tsx';
import { useDesk } from '../deskContext.ts';
import { turnTierId } from '../transcript/turnTier.ts';

/** The segment that a mark stands for: of a person's tier its own id, of the codes' the second half (see `tiers.ts`). */
function partOf(
  desk: Desk,
  markId: string | null,
  momentId: string | null,
): [MomentId, SegmentId | null] | null {
  const entry = desk.store.getState().moments?.get(momentId);
  if (entry === undefined || markId === null) return null;
  const segmentId = markId.split(' ').at(-1);
  return [entry.moment.id, entry.segments.find(({ id }) => id === segmentId)?.id ?? null];
}

/** What the pointer does on the timeline becomes what the desk does. */
export function useTimelineEvents(timeline: Timeline | null, onContext: (at: MenuAt) => void): void {
  const desk = useDesk();
  useEffect(() => {
    if (timeline === null) return;
    const select = (markId: string | null, momentId: string | null): boolean => {
      const part = partOf(desk, markId, momentId);
      if (part !== null) selectMoment(desk, ...part);
      return part !== null;
    };
    const ends = [
      // A click beside the marks only seeks: whoever looks for the end of a moment must not lose it by clicking there.
      timeline.on('select', ({ id, momentId, tierId }) => {
        if (tierId === turnTierId) selectTurnById(id);
        else select(id, momentId);
      }),
      timeline.on('open', ({ id, momentId, tierId }) => {
        const interview = mirror.get('interview', interviewOfTier(tierId));
        if (interview !== undefined) go({ screen: 'interview', interviewId: interview.id });
        else if (select(id, momentId)) playMoment(desk);
      }),
      timeline.on('spanSelected', (span) => desk.store.setState({ span })),
      timeline.on('segmentChanged', ({ id, momentId, startMs, endMs }) => {
        const segmentId = partOf(desk, id, momentId)?.[1];
        if (segmentId == null) return;
        select(id, momentId);
        void moveSegment(desk, segmentId, { startMs, endMs });
      }),
      timeline.on('context', ({ target, clientX, clientY }) => {
        const isOnMark = 'mark' in target && select(target.mark.id, target.mark.momentId);
        if (!isOnMark) desk.player?.seek(target.atMs);
        onContext({ x: clientX, y: clientY, isOnMoment: isOnMark });
      }),
    ];
    desk.focus.set('recording', () => timeline.host.focus({ preventScroll: true }));
    return () => {
      desk.focus.delete('recording');
      for (const end of ends) end();
    };
  }, [desk, timeline, onContext]);
}
