import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { usePlayer } from '../deskContext.ts';
import classes from './PlayerBar.module.css';

/** Where playback stands, written straight into the document sixty times a second, past React. */
export function TimeReadout({ durationMs }: { readonly durationMs: number }): ReactElement {
  const { t } = useTranslation();
  const player = usePlayer();
  const node = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const element = node.current;
    if (player === null || element === null) return;
    let shown = '';
    const show = (nowMs: number): void => {
      const text = formatTime(nowMs, 1);
      if (text === shown) return;
      shown = text;
      element.textContent = text;
    };
    show(player.nowMs());
    return player.onFrame(show);
  }, [player]);

  return (
    <span
      ref={node}
      role="timer"
      aria-label={t('session.player.time')}
      className={classes['time']}
      style={{ minWidth: `${formatTime(durationMs, 1).length}ch` }}
    >
      {formatTime(0, 1)}
    </span>
  );
}
