import { buildDom, labelTiers, moveTo, showPalette, sizeCanvas } from './dom.ts';
import { draw } from './draw.ts';
import { Emitter } from './emitter.ts';
import { turnWheel } from './gestures/wheel.ts';
import { hitTest } from './hitTest.ts';
import { placePlayhead, placeSelection, placeWindow } from './overlay.ts';
import { drawOverviewMarks } from './overviewMarks.ts';
import { readPalette } from './palette.ts';
import { listenToPointer } from './pointer.ts';
import { TimelineRange } from './range.ts';
import { layOutRows, rowsHeight, type TierRow } from './rows.ts';
import { drawRuler, rulerLabel } from './ruler.ts';
import { Scope } from './scope.ts';
import type { RangeCause, Stage } from './stage.ts';
import { createState } from './state.ts';
import { drawTraces, type Trace } from './traces.ts';
import type {
  FollowedPlayer,
  HitTarget,
  Span,
  Tier,
  Timeline,
  TimelineEvents,
  TimelineOptions,
  TimelineView,
} from './types.ts';
import { Waves } from './waves.ts';

/** One step of the zoom keys. */
const zoomStep = 1.6;
/** Of the way to where the playhead wants the view, each frame: soft at the start, then at the playhead's own speed. */
const followPart = 0.2;
/** The base size all row heights are given at. */
const basePx = 15;

/**
 * Builds a timeline into an empty element that has a size. Its callers read only integers; see `types.ts`. Long because
 * range, palette, playhead and what is stale are one state, painted in one frame: what can do without any of them (rows,
 * drawing, hit tests, gestures) is in the files beside.
 */
export function createTimeline(host: HTMLElement, options: TimelineOptions): Timeline {
  const scope = new Scope();
  const emitter = new Emitter<TimelineEvents>();
  const state = createState();
  const dom = buildDom(host, options.words);
  let scheme = options.scheme ?? 'light';
  let palette = readPalette(host, scheme);
  let range = TimelineRange.whole(options.durationMs ?? 1, 1);
  let overview = range;
  /** A view asked for before the element had a size or the recording a duration. */
  let wantedView: { readonly startMs: number; readonly msPerPixel: number } | null = null;
  let hasLayout = false;
  let tiers: readonly Tier[] = [];
  let rows: readonly TierRow[] = [];
  let traces: readonly Trace[] = [];
  let player: FollowedPlayer | null = null;
  let playerScope = scope.child();
  let isFollowing = true;
  const stale = { view: true, tiers: true, overview: true, overviewMarks: true };
  /** Taken when the size changes and not when painting: asked of the document, they would have it laid out in between. */
  const heights = { ruler: 0, overviewMarks: 0 };

  // Anew by the mouse: the frame that keys have brought up says nothing to whoever points.
  scope.listen(host, 'pointerdown', () => host.blur());

  const motion = matchMedia('(prefers-reduced-motion: reduce)');

  const paintTraces = (): void => {
    dom.traces.hidden = traces.length === 0;
    if (traces.length === 0) return;
    dom.traces.style.top = `${dom.waves.offsetTop}px`;
    const height = dom.waves.clientHeight;
    const context = sizeCanvas(dom.traces, range.widthPx, height);
    if (context !== null) drawTraces(context, traces, range, height, palette);
  };
  const paint = (): void => {
    if (!hasLayout) return;
    if (stale.overview) {
      waves.drawOverview(overview);
      const total = range.durationMs > 1 ? rulerLabel(range.durationMs, 1000) : '';
      if (dom.total.textContent !== total) dom.total.textContent = total;
    }
    if (stale.overview || stale.overviewMarks) {
      const context = sizeCanvas(dom.overviewMarks, overview.widthPx, heights.overviewMarks);
      if (context !== null) drawOverviewMarks(context, rows, overview, heights.overviewMarks);
    }
    if (stale.view) {
      waves.draw(range);
      const context = sizeCanvas(dom.ruler, range.widthPx, heights.ruler);
      if (context !== null) drawRuler(context, range, heights.ruler, palette);
      paintTraces();
      placeSelection(dom, state.selection, range);
      placeWindow(dom, range, overview);
    }
    if (stale.view || stale.tiers) {
      const context = sizeCanvas(dom.tiers, range.widthPx, rowsHeight(rows));
      if (context !== null) draw(context, rows, range, state, palette);
    }
    if (stale.view || stale.overview) showPlayhead();
    const isViewNew = stale.view;
    stale.view = stale.tiers = stale.overview = stale.overviewMarks = false;
    if (isViewNew) emitter.emit('rangeChanged', range.view);
  };
  const requestPaint = scope.frame(paint);
  const soil = (...parts: (keyof typeof stale)[]): void => {
    for (const part of parts) stale[part] = true;
    requestPaint();
  };

  const showPlayhead = (): void => {
    placePlayhead(dom, state.playheadMs, range, overview);
    if (state.playheadMs !== null) waves.setPlayed(state.playheadMs, range);
  };

  const setFollowing = (value: boolean): void => {
    if (isFollowing === value) return;
    isFollowing = value;
    emitter.emit('followChanged', { isFollowing });
  };
  const setRange = (next: TimelineRange, cause: RangeCause): void => {
    const isSame =
      next.startMs === range.startMs &&
      next.msPerPixel === range.msPerPixel &&
      next.widthPx === range.widthPx;
    const isZoom = next.msPerPixel !== range.msPerPixel;
    if (isSame && next.durationMs === range.durationMs) return;
    range = next;
    if (cause === 'person' && player?.isPlaying === true) {
      const { playheadMs } = state;
      const isVisible = playheadMs !== null && playheadMs >= next.startMs && playheadMs <= next.endMs;
      if (!isZoom || !isVisible) setFollowing(false);
    }
    soil('view');
  };

  const movePlayhead = (nowMs: number): void => {
    state.playheadMs = nowMs;
    if (isFollowing && player?.isPlaying === true) {
      const isPaged = options.isMotionReduced ?? motion.matches;
      const wanted = range.follow(nowMs, isPaged);
      const isJump = isPaged || Math.abs(wanted.startMs - range.startMs) > range.spanMs / 2;
      const part = isJump || Math.abs(wanted.startMs - range.startMs) < range.msPerPixel / 2 ? 1 : followPart;
      setRange(range.startingAt(range.startMs + (wanted.startMs - range.startMs) * part), 'playhead');
    }
    // In this very frame: a view painted in the next one would tremble against the playhead.
    if (stale.view) paint();
    else showPlayhead();
  };
  const previewSelection = (span: Span | null): void => {
    state.selection = span;
    placeSelection(dom, state.selection, range);
  };
  const seek = (ms: number): void => {
    setFollowing(true);
    if (player === null) movePlayhead(ms);
    else player.seek(ms);
    emitter.emit('seek', { atMs: ms });
  };

  const stage: Stage = {
    state,
    get range() {
      return range;
    },
    get overview() {
      return overview;
    },
    setRange,
    seek,
    previewSelection,
    redrawTiers: () => soil('tiers'),
    canEdit: (tierId) => rows.some((row) => row.tier.id === tierId && row.isEditable),
    emit: (name, detail) => emitter.emit(name, detail),
  };
  const hitField = (x: number, y: number): HitTarget =>
    hitTest(
      {
        geometry: {
          rulerHeight: dom.waves.offsetTop,
          tiersTop: dom.tiersBox.offsetTop,
          tiersScroll: dom.tiersBox.scrollTop,
        },
        rows,
        range,
        playheadMs: state.playheadMs,
        selection: state.selection,
      },
      x,
      y,
    );
  const hitOverview = (x: number): HitTarget => {
    const atMs = overview.toMs(x);
    const isInside = !range.isWhole && atMs >= range.startMs && atMs <= range.endMs;
    return { kind: isInside ? 'overviewWindow' : 'overview', atMs };
  };
  listenToPointer(stage, { element: dom.field, hit: hitField, isPanning: true }, scope, (x) => {
    dom.hover.hidden = x === null;
    if (x !== null) moveTo(dom.hover, x);
  });
  listenToPointer(
    stage,
    { element: dom.overview, hit: hitOverview, isPanning: false },
    scope,
    () => undefined,
  );
  scope.listen(
    host,
    'wheel',
    (event) => {
      const { tiersBox, field } = dom;
      const isOverTiers = event.target instanceof Node && tiersBox.contains(event.target);
      // Tiers that do not all fit scroll up and down; Shift, or the wheel's other direction, still pans there.
      const isScroll = isOverTiers && tiersBox.scrollHeight > tiersBox.clientHeight && event.deltaX === 0;
      if (isScroll && !event.ctrlKey && !event.metaKey && !event.shiftKey) return;
      event.preventDefault();
      setRange(turnWheel(range, event, event.clientX - field.getBoundingClientRect().left), 'person');
    },
    { passive: false },
  );
  scope.listen(dom.tiersBox, 'scroll', () => {
    dom.tierLabels.scrollTop = dom.tiersBox.scrollTop;
  });

  const layOut = (): void => {
    const before = rows;
    rows = layOutRows(tiers, palette.fontPx / basePx);
    labelTiers(dom, rows, before);
  };
  const measure = (): void => {
    const widthPx = dom.field.clientWidth;
    if (widthPx === 0) return;
    hasLayout = true;
    // Larger type is another size too.
    palette = readPalette(host, scheme);
    range = range.resized(widthPx);
    overview = TimelineRange.whole(range.durationMs, widthPx);
    if (wantedView !== null && range.durationMs > 1) {
      range = range.at(wantedView);
      wantedView = null;
    }
    heights.ruler = dom.waves.offsetTop;
    heights.overviewMarks = dom.overviewMarks.clientHeight;
    const limit = `${Math.round(host.clientHeight * 0.6)}px`;
    for (const element of [dom.tiersBox, dom.tierLabels]) element.style.maxHeight = limit;
    layOut();
    stale.view = stale.tiers = stale.overview = true;
    // Before the browser paints this size, or the old picture flashes, stretched.
    paint();
  };
  const observer = new ResizeObserver(measure);
  // In device pixels, so that moving the window to another screen counts too.
  observer.observe(dom.field, { box: 'device-pixel-content-box' });
  scope.add(() => observer.disconnect());

  const waves = new Waves(dom, { styleNonce: options.styleNonce });
  const setScheme: Timeline['setScheme'] = (next) => {
    scheme = next;
    palette = readPalette(host, scheme);
    showPalette(host, palette);
    waves.setColors(palette, scheme);
    layOut();
    soil('view', 'tiers', 'overview');
  };
  setScheme(scheme);
  // A page may give the new scheme to us first and to its style sheet (an attribute of the root) only then.
  const rootObserver = new MutationObserver(() => setScheme(scheme));
  rootObserver.observe(document.documentElement, { attributes: true });
  scope.add(() => rootObserver.disconnect());
  measure();

  const zoom = (factor: number): void => {
    const x = state.playheadMs === null ? -1 : range.toX(state.playheadMs);
    setRange(range.zoomAt(x >= 0 && x <= range.widthPx ? x : range.widthPx / 2, factor), 'person');
  };

  return {
    host,
    on: emitter.on,
    setDuration(durationMs): void {
      range = range.withDuration(durationMs);
      overview = TimelineRange.whole(range.durationMs, range.widthPx);
      if (wantedView !== null && hasLayout) {
        range = range.at(wantedView);
        wantedView = null;
      }
      soil('view', 'overview');
    },
    setPeaks(peaks, lanes = []): void {
      waves.setPeaks(peaks, lanes, () => soil('view', 'overview'));
      waves.setColors(palette, scheme);
      soil('view', 'overview');
    },
    setTiers(next): void {
      tiers = next;
      state.hovered = null;
      layOut();
      soil('tiers', 'overviewMarks');
    },
    setTraces(next): void {
      traces = next;
      soil('view');
    },
    setSelectedMoment(momentId): void {
      state.selectedMomentId = momentId;
      soil('tiers');
    },
    setSelection: previewSelection,
    get selection() {
      return state.selection;
    },
    setPlayer(next): void {
      playerScope.dispose();
      playerScope = scope.child();
      player = next;
      state.playheadMs = next === null ? null : next.nowMs();
      showPlayhead();
      if (next === null) return;
      playerScope.add(next.onFrame(movePlayhead));
      playerScope.add(next.on('play', () => setFollowing(true)));
      // A jump by key or list must be seen, wherever the view was; one by the pointer is on screen already.
      playerScope.add(
        next.on('seek', ({ atMs }) => {
          if (isFollowing) setRange(range.show({ startMs: atMs, endMs: atMs }, 0), 'playhead');
        }),
      );
    },
    setScheme,
    get view(): TimelineView {
      return wantedView === null ? range.view : { ...range.view, ...wantedView };
    },
    setView(view): void {
      if (hasLayout && range.durationMs > 1) setRange(range.at(view), 'page');
      else wantedView = view;
    },
    show: (span) => setRange(range.show(span), 'page'),
    zoomIn: () => zoom(zoomStep),
    zoomOut: () => zoom(1 / zoomStep),
    zoomAll: () => setRange(range.whole(), 'person'),
    followPlayhead(): void {
      setFollowing(true);
      const { playheadMs } = state;
      if (playheadMs !== null) setRange(range.show({ startMs: playheadMs, endMs: playheadMs }), 'playhead');
    },
    get isFollowing() {
      return isFollowing;
    },
    dispose(): void {
      scope.dispose();
      waves.dispose();
      emitter.clear();
      host.replaceChildren();
    },
  };
}
