import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { client } from '../../../api/client.ts';
import { type DialState, showDial } from '../../../desk/dial/dialState.ts';
import { axisValue, createSampler, type Sampler, sampleEveryMs } from '../../../desk/dial/sampler.ts';
import { sendLater } from '../../../desk/dial/unsent.ts';
import type { Player } from '../../../player/types.ts';
import { onFound } from '../../../state/connection.ts';
import { actorNow } from '../../../state/interface.ts';
import { write } from '../../../state/rows.ts';
import classes from './dial.module.css';

type Turning = Extract<DialState, { readonly status: 'turning' }>;
type Props = {
  readonly dial: Turning;
  readonly player: Player;
  readonly onToggle: () => void;
  readonly onRelease?: (() => void) | undefined;
};
type Saved = { readonly upToMs: number | null; readonly isFailing: boolean };

/** Steps of the wheel and the keys, over the whole scale; the mouse is finer. */
const steps = 50;
const fineSteps = 1000;

const arrows: Readonly<Record<string, 1 | -1>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
};

/** The dial itself: a slider that wheel, keys, mouse and a gamepad's stick all move. */
export function DialTurning({ dial, player, onToggle, onRelease }: Props): ReactElement {
  const { t } = useTranslation();
  const { traceId, low, high, label } = dial;
  const slider = useRef<HTMLInputElement>(null);
  const sampler = useRef<Sampler | null>(null);
  const [value, setValue] = useState((low + high) / 2);
  const [saved, setSaved] = useState<Saved>({ upToMs: null, isFailing: false });
  const [isEnding, setEnding] = useState(false);
  const step = (high - low) / steps;

  useEffect(() => {
    const made = createSampler({
      low,
      high,
      player,
      append: async (samples) =>
        (await write(client.dial.append({ actor: actorNow(), traceId, samples }))).ok,
      onSaved: setSaved,
    });
    sampler.current = made;
    setValue(made.value);
    const turnTo = (next: number): void => {
      made.set(next);
      setValue(made.value);
    };
    let axis: number | null = null;
    const timer = setInterval(() => {
      // The stick's up and down; the first gamepad that has one.
      const now = navigator.getGamepads().find((pad) => (pad?.axes.length ?? 0) > 1)?.axes[1] ?? null;
      const turned = now === null ? null : axisValue(now, axis, { low, high });
      axis = axis === null || turned !== null ? now : axis;
      if (turned !== null) turnTo(turned);
      made.tick();
    }, sampleEveryMs);
    const flush = (): void => void made.flush();
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    const endFound = onFound(flush);
    const element = slider.current;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      turnTo(made.value - Math.sign(event.deltaY) * step);
    };
    // Not passive, or the page would scroll under the dial.
    element?.addEventListener('wheel', onWheel, { passive: false });
    element?.focus();
    return () => {
      clearInterval(timer);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      element?.removeEventListener('wheel', onWheel);
      endFound();
      sendLater(made);
    };
  }, [traceId, low, high, player, step]);

  const turnBy = (direction: number): void => {
    if (sampler.current === null) return;
    sampler.current.set(sampler.current.value + direction * step);
    setValue(sampler.current.value);
  };
  const end = async (): Promise<void> => {
    setEnding(true);
    // Only when the last of it is written the dial goes.
    if ((await sampler.current?.flush()) !== false) {
      showDial({ status: 'closed' });
      onRelease?.();
    }
    setEnding(false);
  };
  const shown = Math.round(value * 10) / 10;

  return (
    <div className={classes['turning']}>
      <span className={classes['end']}>{low}</span>
      <input
        ref={slider}
        type="range"
        className={classes['slider']}
        aria-label={`${t('interview.dial.value')}: ${label}`}
        aria-valuetext={t('interview.dial.reading', { value: shown, low, high })}
        min={low}
        max={high}
        step={(high - low) / fineSteps}
        value={value}
        onChange={(event) => {
          sampler.current?.set(event.currentTarget.valueAsNumber);
          setValue(event.currentTarget.valueAsNumber);
        }}
        onKeyDown={(event) => {
          const direction = arrows[event.key];
          // A slider makes nothing of these two, and whoever dials must not have to leave the dial to play.
          if (event.key === ' ') onToggle();
          else if (event.key === 'Escape') onRelease?.();
          else if (direction !== undefined) turnBy(direction);
          else return;
          event.preventDefault();
        }}
      />
      <span className={classes['end']}>{high}</span>
      <output className={classes['value']}>{shown}</output>
      <Button variant="default" disabled={isEnding} onClick={() => void end()}>
        {t('interview.dial.end')}
      </Button>
      <span className={classes['saved']} role={saved.isFailing ? 'alert' : undefined}>
        {saved.isFailing
          ? t('interview.dial.failed')
          : saved.upToMs === null
            ? t('interview.dial.hint')
            : t('interview.dial.saved', { time: formatTime(saved.upToMs, 1) })}
      </span>
    </div>
  );
}
