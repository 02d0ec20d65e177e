import type { Piece } from '../../shared/time/playback-map.ts';
import { sizeCanvas } from './dom.ts';
import { readPalette } from './palette.ts';
import { bandsOf, drawBands } from './playbackBands.ts';
import { TimelineRange } from './range.ts';
import { Scope } from './scope.ts';
import type { ColorScheme, Timeline } from './types.ts';

export type MapLane = {
  setPieces(pieces: readonly Piece[]): void;
  /** The instants that belong together now: ms. Null: none is known. */
  setLink(link: { readonly sessionMs: number; readonly interviewMs: number } | null): void;
  setDurations(durations: { readonly sessionMs: number; readonly interviewMs: number }): void;
  setScheme(scheme: ColorScheme): void;
  dispose(): void;
};

/**
 * Draws the playback map between two timelines, whatever each of them shows. `host` stands between them, as wide as
 * their fields and exactly under and over them.
 */
export function createMapLane(host: HTMLElement, session: Timeline, interview: Timeline): MapLane {
  const scope = new Scope();
  const canvas = document.createElement('canvas');
  canvas.style.display = 'block';
  canvas.setAttribute('aria-hidden', 'true');
  host.replaceChildren(canvas);
  let pieces: readonly Piece[] = [];
  let link: { readonly sessionMs: number; readonly interviewMs: number } | null = null;
  let durations = { sessionMs: 1, interviewMs: 1 };
  let scheme: ColorScheme = 'light';
  let palette = readPalette(host, scheme);

  const paint = scope.frame(() => {
    const { clientWidth: width, clientHeight: height } = host;
    if (width === 0 || height === 0) return;
    const context = sizeCanvas(canvas, width, height);
    if (context === null) return;
    const top = TimelineRange.whole(durations.sessionMs, width).at(session.view);
    const bottom = TimelineRange.whole(durations.interviewMs, width).at(interview.view);
    const linked =
      link === null ? null : { top: top.toX(link.sessionMs), bottom: bottom.toX(link.interviewMs) };
    drawBands(context, bandsOf(pieces, top, bottom), linked, { width, height }, palette);
  });
  const readColors = (): void => {
    palette = readPalette(host, scheme);
    paint();
  };
  const sizes = new ResizeObserver(paint);
  sizes.observe(host);
  scope.add(() => sizes.disconnect());
  // The style sheet may follow the scheme only after we were told of it.
  const root = new MutationObserver(readColors);
  root.observe(document.documentElement, { attributes: true });
  scope.add(() => root.disconnect());
  scope.add(session.on('rangeChanged', paint));
  scope.add(interview.on('rangeChanged', paint));

  return {
    setPieces(next) {
      pieces = next;
      paint();
    },
    setLink(next) {
      link = next;
      paint();
    },
    setDurations(next) {
      durations = next;
      paint();
    },
    setScheme(next) {
      scheme = next;
      readColors();
    },
    dispose() {
      scope.dispose();
      host.replaceChildren();
    },
  };
}
