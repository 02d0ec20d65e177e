import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../shared/time/timecode.ts';
import type { InterviewDesk } from '../../desk/interview/desk.ts';
import type { InterviewFacts } from '../../desk/interview/model/facts.ts';
import { PauseIcon, PlayIcon } from '../session/icons.tsx';
import classes from './interview.module.css';

type Props = { readonly desk: InterviewDesk; readonly facts: InterviewFacts; readonly hasSession: boolean };

/** Which of the two plays, and the two instants that belong together. */
export function PlaybackBar({ desk, facts, hasSession }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={classes['bar']}>
      <PlayButton
        isPlayingNow={() => desk.session.isPlaying && !desk.interview.isPlaying}
        desk={desk}
        isOff={!hasSession}
        words={[t('interview.session.play'), t('interview.session.pause')]}
        onPress={() => desk.toggle('session')}
      />
      <Readout desk={desk} />
      <PlayButton
        isPlayingNow={() => desk.interview.isPlaying}
        desk={desk}
        isOff={facts.recordings.length === 0}
        words={[t('interview.sound.play'), t('interview.sound.pause')]}
        onPress={() => desk.toggle('sound')}
      />
    </div>
  );
}

type ButtonProps = {
  readonly isPlayingNow: () => boolean;
  readonly desk: InterviewDesk;
  readonly isOff: boolean;
  readonly words: readonly [string, string];
  readonly onPress: () => void;
};

function PlayButton({ isPlayingNow, desk, isOff, words, onPress }: ButtonProps): ReactElement {
  const [isPlaying, setPlaying] = useState(false);
  const ask = useRef(isPlayingNow);
  ask.current = isPlayingNow;
  useEffect(() => desk.onPlaying(() => setPlaying(ask.current())), [desk]);
  return (
    <Button
      variant="default"
      disabled={isOff}
      leftSection={isPlaying ? <PauseIcon /> : <PlayIcon />}
      onClick={onPress}
    >
      {isPlaying ? words[1] : words[0]}
    </Button>
  );
}

/** Written past React: it changes with every frame. */
function Readout({ desk }: { readonly desk: InterviewDesk }): ReactElement {
  const { t } = useTranslation();
  const element = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const show = (): void => {
      const { interviewMs, sessionMs } = desk.link;
      if (element.current === null) return;
      const interview = formatTime(interviewMs, 1);
      element.current.textContent =
        sessionMs === null
          ? t('interview.nowNone', { interview })
          : t('interview.now', { interview, session: formatTime(sessionMs, 1) });
    };
    show();
    return desk.onLink(show);
  }, [desk, t]);
  return <output ref={element} className={classes['readout']} aria-live="off" />;
}
