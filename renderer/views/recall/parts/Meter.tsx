import { type CSSProperties, type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecall, useRecorderState } from '../recallContext.ts';
import classes from './parts.module.css';

const bars = 12;
const barsStyle: CSSProperties & Record<`--${string}`, number> = { '--bars': bars };

/** How loud the microphone hears now: alive for as long as one is open. Written past React, thirty times a second. */
export function Meter({ isLarge = false }: { readonly isLarge?: boolean }): ReactElement | null {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const microphone = useRecorderState((state) => state.microphone);
  const status = useRecorderState((state) => state.status);
  const node = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const element = node.current;
    if (element === null || microphone === null) return;
    let frame = 0;
    let shown = 0;
    const draw = (): void => {
      const now = microphone.level();
      // Falls slowly, as meters do: a syllable is too short to see.
      shown = Math.max(now, shown - 0.02);
      element.style.setProperty('--level', shown.toFixed(3));
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [microphone]);

  if (status === 'off' || interview.status === 'done') return null;
  const isAlive = microphone !== null;
  const words =
    status === 'recording'
      ? t('recall.microphone.recording')
      : status === 'ready'
        ? t('recall.microphone.ready')
        : t('recall.microphone.without');
  return (
    <span className={classes['meter']} data-status={status} data-large={isLarge || undefined}>
      <span className={classes['meterDot']} aria-hidden="true" />
      <span className={classes['meterWords']}>{words}</span>
      {isAlive && (
        <span
          ref={node}
          className={classes['level']}
          role="img"
          aria-label={t('recall.microphone.label')}
          style={barsStyle}
        />
      )}
    </span>
  );
}
