import { useEffect, useRef } from 'react';
import { createPlayer } from './player.ts';
import type { PlayerErrorKind, Player as PlayerHandle, PlayerOptions } from './types.ts';

export type PlayerProps = {
  readonly kind: 'audio' | 'video';
  readonly url: string;
  readonly options: PlayerOptions;
  /** Accessible name of the picture. */
  readonly label: string;
  readonly className?: string;
  /** The instance; null when it is gone. A new one comes with each `url`. */
  readonly onReady: (player: PlayerHandle | null) => void;
  readonly onError: (kind: PlayerErrorKind) => void;
};

/** The media element, without the browser's own controls, and the player that drives it. */
export function Player(props: PlayerProps) {
  const { kind, url } = props;
  const media = useRef<HTMLMediaElement | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const element = media.current;
    if (element === null) return;
    // Here and not as an attribute, so that the player listens before anything is loaded.
    const player = createPlayer(element, latest.current.options);
    const unsubscribe = player.on('error', ({ kind: error }) => latest.current.onError(error));
    element.src = url;
    latest.current.onReady(player);
    return () => {
      latest.current.onReady(null);
      unsubscribe();
      player.dispose();
      // Lets go of the file and the decoder now, and not when the element is collected.
      element.removeAttribute('src');
      element.load();
    };
  }, [url]);

  const take = (element: HTMLMediaElement | null): void => {
    media.current = element;
  };
  // The key: an element that was put into a WebAudio graph stays in it, so another recording gets another element.
  return kind === 'video' ? (
    <video
      key={url}
      ref={take}
      className={props.className}
      aria-label={props.label}
      preload="auto"
      playsInline
    >
      <track kind="captions" />
    </video>
  ) : (
    // biome-ignore lint/a11y/useMediaCaption: what is said in it is read in the transcript beside it
    <audio key={url} ref={take} preload="auto" />
  );
}
