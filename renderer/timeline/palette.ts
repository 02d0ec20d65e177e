import type { ColorScheme } from './types.ts';

/** Every colour and measure the drawing functions use; read once for a scheme, so that no frame asks the style system. */
export type TimelinePalette = {
  readonly accent: string;
  readonly text: string;
  readonly muted: string;
  readonly surface: string;
  readonly line: string;
  readonly wave: string;
  readonly wavePlayed: string;
  readonly fontFamily: string;
  /** Of the host, so that a page at 200 % has a timeline at 200 %. */
  readonly fontPx: number;
};

type ColorName = Exclude<keyof TimelinePalette, 'fontFamily' | 'fontPx'>;

/** The page's names for them, as CSS variables. */
const paletteVariables = {
  accent: '--sp-accent',
  text: '--sp-text',
  muted: '--sp-muted',
  surface: '--sp-surface',
  line: '--sp-line',
  wave: '--sp-wave',
  wavePlayed: '--sp-wave-played',
} as const satisfies Record<ColorName, string>;

/** Text on surface is above 12:1, muted above 4.5:1, the accent above 3:1, in both. */
export const defaultPalettes: Record<ColorScheme, Record<ColorName, string>> = {
  light: {
    accent: '#1f6fb2',
    text: '#1d2733',
    muted: '#5c6875',
    surface: '#ffffff',
    line: '#e3e7ec',
    wave: '#a9b7c6',
    wavePlayed: '#5f7f9f',
  },
  dark: {
    accent: '#6db3f2',
    text: '#e8ecf1',
    muted: '#9aa6b2',
    surface: '#171b21',
    line: '#2b323b',
    wave: '#4c5a69',
    wavePlayed: '#8fb0d0',
  },
};

/** The page's colours where it sets them, else the defaults; the only place that reads CSS variables. */
export function readPalette(host: HTMLElement, scheme: ColorScheme): TimelinePalette {
  const style = getComputedStyle(host);
  const color = (name: ColorName): string =>
    style.getPropertyValue(paletteVariables[name]).trim() || defaultPalettes[scheme][name];
  return {
    accent: color('accent'),
    text: color('text'),
    muted: color('muted'),
    surface: color('surface'),
    line: color('line'),
    wave: color('wave'),
    wavePlayed: color('wavePlayed'),
    fontFamily: style.fontFamily || 'system-ui, sans-serif',
    fontPx: Number.parseFloat(style.fontSize) || 15,
  };
}
