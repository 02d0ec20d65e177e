import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecallerState } from '../../../../shared/contract/recall-media.ts';
import { mediaUrl } from '../../../../shared/contract/routes.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { targetMs } from '../../../recall/follower.ts';
import { createHeard } from '../../../recall/heard.ts';
import { followCore, keepUp } from './following.ts';
import type { RecallerClient } from './mountRecaller.tsx';
import classes from './recaller.module.css';

/** The recaller's screen: the recording and Stop, and nothing that anybody wrote or marked. */
export function RecallerPage({ client }: { readonly client: RecallerClient }): ReactElement {
  const { t } = useTranslation();
  const [state, setState] = useState<RecallerState | null>(null);
  const [heard] = useState(() => createHeard<RecallerState>());
  const media = useRef<HTMLMediaElement>(null);
  const recordingId = state?.recordingId ?? null;

  useEffect(() => {
    document.title = t('recall.recaller.title');
    const controller = new AbortController();
    const take = (next: RecallerState | null): void => {
      heard.take(next);
      // A core that is away for a moment is no reason to take the picture away.
      if (next !== null) setState(next);
    };
    void followCore(client, take, controller.signal);
    return () => controller.abort();
  }, [client, heard, t]);

  const stop = useCallback((): void => {
    const word = heard.read();
    if (word === null || !word.isPlaying || !word.mayStop) return;
    const nowMs = performance.now();
    // At once here, and without waiting for the way round by the other window.
    media.current?.pause();
    heard.change({ isPlaying: false, sessionMs: targetMs(word, nowMs, word.durationMs), at: nowMs });
    void client.recaller.stop({ at: Date.now() }).catch(() => undefined);
  }, [client, heard]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.code === 'Space' || event.key === 'PageDown' || event.key === 'Enter') stop();
      else if (event.key.toLowerCase() === 'b') {
        const isBlank = !(heard.read()?.isBlank ?? false);
        void client.recaller.blank({ isBlank }).catch(() => undefined);
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [client, heard, stop]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another recording is another element.
  useEffect(() => {
    if (media.current === null) return;
    return keepUp(media.current, heard.read);
  }, [recordingId]);

  if (state === null || state.recordingId === null)
    return (
      <main className={classes['empty']}>
        <h1>{t(state === null ? 'recall.recaller.lost' : 'recall.recaller.waiting')}</h1>
      </main>
    );
  const url = mediaUrl(state.recordingId);
  return (
    <main className={classes['page']} data-kind={state.kind}>
      {state.isBlank && (
        <div className={classes['blank']}>
          <p role="status">{t('recall.recaller.blanked')}</p>
        </div>
      )}
      <h1 className={classes['title']}>{t('recall.recaller.picture')}</h1>
      {state.kind === 'video' ? (
        <video
          key={url}
          ref={take}
          src={url}
          muted
          playsInline
          preload="auto"
          className={classes['video']}
          aria-label={t('recall.recaller.picture')}
        />
      ) : (
        <audio key={url} ref={take} src={url} muted preload="auto" />
      )}
      <Where read={heard.read} isLarge={state.kind === 'audio'} />
      {state.mayStop && (
        <button type="button" className={classes['stop']} disabled={!state.isPlaying} onClick={stop}>
          {t('recall.recaller.stop')}
        </button>
      )}
    </main>
  );

  function take(element: HTMLMediaElement | null): void {
    media.current = element;
  }
}

type WhereProps = { readonly read: () => RecallerState | null; readonly isLarge: boolean };

/** Where the recording stands, in figures and as a line that fills: written past React, ten times a second. */
function Where({ read, isLarge }: WhereProps): ReactElement {
  const { t } = useTranslation();
  const line = useRef<HTMLDivElement>(null);
  const figures = useRef<HTMLSpanElement>(null);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    const show = (): void => {
      const state = latest.current();
      if (state === null || figures.current === null) return;
      const atMs = targetMs(state, performance.now(), state.durationMs);
      figures.current.textContent = `${formatTime(atMs, 0)} / ${formatTime(state.durationMs, 0)}`;
      line.current?.style.setProperty('--part', String(atMs / Math.max(1, state.durationMs)));
    };
    const timer = setInterval(show, 100);
    show();
    return () => clearInterval(timer);
  }, []);
  return (
    <div className={classes['where']} data-large={isLarge || undefined}>
      <span ref={figures} role="timer" aria-label={t('recall.watch.time')} />
      <div ref={line} className={classes['line']} />
    </div>
  );
}
