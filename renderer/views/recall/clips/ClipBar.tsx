import { Button } from '@mantine/core';
import { type ReactElement, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { client } from '../../../api/client.ts';
import type { Player } from '../../../player/types.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { write } from '../../../state/rows.ts';
import type { Span, Timeline } from '../../../timeline/types.ts';
import { PauseIcon, PlayIcon } from '../../session/icons.tsx';
import { TimeInput } from '../parts/TimeInput.tsx';
import { useRecall } from '../recallContext.ts';
import classes from './clips.module.css';

type Props = {
  readonly recording: RecordingRow;
  readonly player: Player | null;
  readonly timeline: Timeline | null;
  readonly span: Span | null;
  readonly onSpan: (span: Span | null) => void;
};

const none = { startMs: null, endMs: null } as const;

/** The span that is drawn, or typed, and the way to make a clip of it. */
export function ClipBar({ recording, player, timeline, span, onSpan }: Props): ReactElement {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const { durationMs } = recording;

  /** One edge that was typed, while the other is still to come. */
  const [typed, setTyped] = useState<{ readonly startMs: number | null; readonly endMs: number | null }>(
    none,
  );
  const { startMs, endMs } = span ?? typed;
  const setEdges = (next: typeof typed): void => {
    const { startMs: fromMs, endMs: untilMs } = next;
    const isSpan = fromMs !== null && untilMs !== null && fromMs < Math.min(untilMs, durationMs);
    onSpan(isSpan ? { startMs: fromMs, endMs: Math.min(untilMs, durationMs) } : null);
    setTyped(isSpan ? none : next);
  };
  const add = async (): Promise<void> => {
    if (span === null) return;
    const made = await orShow(
      write(
        client.place.add({
          interviewId: interview.id,
          what: '',
          aroundMs: span.startMs,
          endMs: span.endMs,
          rememberedMs: null,
          valence: null,
          rating: null,
          origin: 'selected',
          actor: actorNow(),
        }),
      ),
    );
    if (made === undefined) return;
    onSpan(null);
    timeline?.setSelection(null);
  };

  return (
    <form
      className={classes['bar']}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {player !== null && <Listen player={player} />}
      <TimeInput
        label={t('recall.clips.from')}
        valueMs={startMs}
        onTime={(ms) => setEdges({ startMs: ms, endMs })}
      />
      <TimeInput
        label={t('recall.clips.until')}
        valueMs={endMs}
        onTime={(ms) => setEdges({ startMs, endMs: ms })}
      />
      <Button type="submit" disabled={span === null}>
        {span === null
          ? t('recall.clips.add')
          : t('recall.clips.addSpan', {
              from: formatTime(span.startMs, 0),
              until: formatTime(span.endMs, 0),
            })}
      </Button>
    </form>
  );
}

function Listen({ player }: { readonly player: Player }): ReactElement {
  const { t } = useTranslation();
  const isPlaying = useSyncExternalStore(
    (listener) => {
      const ends = [player.on('play', listener), player.on('pause', listener), player.on('ended', listener)];
      return () => {
        for (const end of ends) end();
      };
    },
    () => player.isPlaying,
  );
  return (
    <Button
      variant="default"
      leftSection={isPlaying ? <PauseIcon /> : <PlayIcon />}
      onClick={() => player.toggle()}
    >
      {t(isPlaying ? 'session.player.pause' : 'session.player.play')}
    </Button>
  );
}
