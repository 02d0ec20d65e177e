import './timeline.css';
import type { TimelinePalette } from './palette.ts';
import type { TierRow } from './rows.ts';
import type { ChannelLane, TimelineWords } from './types.ts';

export type TimelineDom = ReturnType<typeof buildDom>;

function part<Tag extends 'div' | 'canvas'>(
  tag: Tag,
  className: string,
  parent: HTMLElement,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = `sp-timeline-${className}`;
  parent.append(element);
  return element;
}

/** Builds the timeline's elements into `host`, once. What is drawn is hidden from screen readers: the list of moments is theirs. */
export function buildDom(host: HTMLElement, words: TimelineWords) {
  host.classList.add('sp-timeline');
  host.tabIndex = 0;
  host.setAttribute('role', 'group');
  host.setAttribute('aria-label', words.timeline);
  const total = part('div', 'total', host);
  const overview = part('div', 'overview', host);
  overview.title = words.overview;
  const overviewWave = part('div', 'overview-wave', overview);
  const overviewMarks = part('canvas', 'overview-marks', overview);
  const window = part('div', 'window', overview);
  const windowStart = part('div', 'window-edge', overview);
  const windowEnd = part('div', 'window-edge', overview);
  const overviewPlayhead = part('div', 'playhead', overview);
  const waveLabels = part('div', 'wave-labels', host);
  const tierLabels = part('div', 'tier-labels', host);
  const field = part('div', 'field', host);
  const ruler = part('canvas', 'ruler', field);
  const waves = part('div', 'waves', field);
  const tiersBox = part('div', 'tiers', field);
  const tiers = document.createElement('canvas');
  tiersBox.append(tiers);
  const traces = part('canvas', 'traces', field);
  const selection = part('div', 'selection', field);
  const hover = part('div', 'hover', field);
  const playhead = part('div', 'playhead', field);
  for (const element of [traces, selection, hover, playhead, overviewPlayhead]) element.hidden = true;
  for (const element of [overview, field]) element.setAttribute('aria-hidden', 'true');
  return {
    total,
    overview,
    overviewWave,
    overviewMarks,
    window,
    windowStart,
    windowEnd,
    overviewPlayhead,
    waveLabels,
    tierLabels,
    field,
    ruler,
    waves,
    tiersBox,
    tiers,
    traces,
    selection,
    hover,
    playhead,
  };
}

/** A badge with the letter, when there is one, and the name; the whole name as a tooltip, for the gutter is narrow. */
function label({ label: name, color, letter, shape = 'square' }: ChannelLane): HTMLElement {
  const element = document.createElement('div');
  element.className = 'sp-timeline-label';
  element.title = name;
  if (color !== undefined) {
    const badge = document.createElement('span');
    badge.className = 'sp-timeline-badge';
    badge.style.setProperty('--spt-person', color);
    badge.dataset['shape'] = shape;
    badge.textContent = letter ?? '';
    element.append(badge);
  }
  const text = document.createElement('span');
  text.textContent = name;
  element.append(text);
  return element;
}

export function labelWaves(dom: TimelineDom, lanes: readonly ChannelLane[]): void {
  dom.waveLabels.replaceChildren(...lanes.map(label));
}

/** Labels the tiers anew, unless they read as those `shown` do: a mark changes none of them, and new ones cost a layout. */
export function labelTiers(dom: TimelineDom, rows: readonly TierRow[], shown: readonly TierRow[]): void {
  if (rows.length === shown.length && rows.every((row, at) => isLabelledAlike(row, shown[at]))) return;
  dom.tierLabels.replaceChildren(
    ...rows.map((row) => {
      const element = label(row.tier);
      element.style.height = `${row.height}px`;
      return element;
    }),
  );
}

function isLabelledAlike(row: TierRow, other: TierRow | undefined): boolean {
  const parts = ['label', 'color', 'letter', 'shape'] as const;
  return row.height === other?.height && parts.every((part) => row.tier[part] === other.tier[part]);
}

export function showPalette(host: HTMLElement, palette: TimelinePalette): void {
  for (const name of ['accent', 'text', 'muted', 'surface', 'line'] as const)
    host.style.setProperty(`--spt-${name}`, palette[name]);
}

/** Gives a canvas as many pixels as the screen has there and returns its context, scaled so that units are CSS pixels. */
export function sizeCanvas(
  canvas: HTMLCanvasElement,
  widthPx: number,
  heightPx: number,
): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio;
  const width = Math.round(widthPx * ratio);
  const height = Math.round(heightPx * ratio);
  // Setting either clears the canvas and gives up its memory, so only on change.
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${widthPx}px`;
    canvas.style.height = `${heightPx}px`;
  }
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/**
 * Moves an element to `x` without layout or painting, by whole quarters of a pixel: finer steps are not seen, and with
 * an hour on screen each of them would cost the page a frame for nothing.
 */
export function moveTo(element: HTMLElement, x: number): void {
  const transform = `translateX(${Math.round(4 * x) / 4}px)`;
  if (element.style.transform !== transform) element.style.transform = transform;
}

export function setHidden(element: HTMLElement, isHidden: boolean): void {
  if (element.hidden !== isHidden) element.hidden = isHidden;
}
