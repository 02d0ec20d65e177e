import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, rem } from '@mantine/core';

/** Petrol: the one accent. Far enough from every colour of people that it never reads as somebody. */
const accent: MantineColorsTuple = [
  '#e9f6f7',
  '#d3eaec',
  '#a5d4d8',
  '#7fc4ca',
  '#52aab2',
  '#2f919a',
  '#1c7a84',
  '#14646e',
  '#10525a',
  '#0b3f46',
];

/** Mantine takes text, lines and surfaces of the dark scheme from this tuple; warm greys tire the eye least. */
const dark: MantineColorsTuple = [
  '#e6e4df',
  '#c9c9c6',
  '#a4a9af',
  '#868d94',
  '#464e56',
  '#2b3035',
  '#22272b',
  '#17191c',
  '#121416',
  '#0c0e0f',
];

const gray: MantineColorsTuple = [
  '#f6f5f2',
  '#efede8',
  '#e4e1da',
  '#d5d2ca',
  '#bab8b2',
  '#8c9095',
  '#5c6269',
  '#474d54',
  '#33383e',
  '#22262a',
];

/** The page's own names for its colours; the timeline reads them too (`renderer/timeline/palette.ts`). */
export const schemeVariables = {
  light: {
    '--sp-accent': '#14646e',
    '--sp-accent-soft': '#e4f1f2',
    '--sp-text': '#22262a',
    '--sp-muted': '#5c6269',
    '--sp-surface': '#faf9f7',
    '--sp-raised': '#ffffff',
    '--sp-line': '#e4e1da',
    '--sp-off': '#85898f',
    '--sp-wave': '#b3bcc3',
    '--sp-wave-played': '#4c8b93',
    '--sp-danger': '#a8321f',
    '--sp-warning': '#8a5a00',
    '--sp-good': '#1f6b45',
  },
  dark: {
    '--sp-accent': '#7fc4ca',
    '--sp-accent-soft': '#1f3437',
    '--sp-text': '#e6e4df',
    '--sp-muted': '#a4a9af',
    '--sp-surface': '#17191c',
    '--sp-raised': '#1e2225',
    '--sp-line': '#30363c',
    '--sp-off': '#727a82',
    '--sp-wave': '#515a62',
    '--sp-wave-played': '#7fb8bf',
    '--sp-danger': '#f0907f',
    '--sp-warning': '#e3b45c',
    '--sp-good': '#7cc49d',
  },
} as const;

/** Deep enough for white letters. In each scheme, since what Mantine says of a scheme counts more than what holds for both. */
const filledRed = {
  '--mantine-color-red-filled': '#a8321f',
  '--mantine-color-red-filled-hover': '#8f2a1a',
} as const;

export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...schemeVariables.light,
    ...filledRed,
    '--mantine-color-body': schemeVariables.light['--sp-surface'],
    '--mantine-color-text': schemeVariables.light['--sp-text'],
    '--mantine-color-dimmed': schemeVariables.light['--sp-muted'],
    '--mantine-color-placeholder': schemeVariables.light['--sp-muted'],
    '--mantine-color-error': schemeVariables.light['--sp-danger'],
    '--mantine-color-default': schemeVariables.light['--sp-raised'],
    '--mantine-color-default-border': '#d5d2ca',
    '--mantine-color-default-hover': '#f6f5f2',
    '--mantine-color-disabled': '#efede8',
    '--mantine-color-disabled-color': '#6f757c',
    '--mantine-color-anchor': schemeVariables.light['--sp-accent'],
    // What a button without a frame is written in.
    '--mantine-color-accent-light-color': schemeVariables.light['--sp-accent'],
    '--mantine-color-red-light-color': schemeVariables.light['--sp-danger'],
    // What a menu takes for a red item.
    '--mantine-color-red-6': schemeVariables.light['--sp-danger'],
  },
  dark: {
    ...schemeVariables.dark,
    ...filledRed,
    '--mantine-color-body': schemeVariables.dark['--sp-surface'],
    '--mantine-color-text': schemeVariables.dark['--sp-text'],
    '--mantine-color-dimmed': schemeVariables.dark['--sp-muted'],
    '--mantine-color-placeholder': schemeVariables.dark['--sp-muted'],
    '--mantine-color-error': schemeVariables.dark['--sp-danger'],
    '--mantine-color-default': schemeVariables.dark['--sp-raised'],
    '--mantine-color-default-border': '#464e56',
    '--mantine-color-default-hover': '#262b30',
    '--mantine-color-disabled': '#262b30',
    '--mantine-color-disabled-color': '#8b9299',
    '--mantine-color-anchor': schemeVariables.dark['--sp-accent'],
    '--mantine-color-accent-light-color': schemeVariables.dark['--sp-accent'],
    '--mantine-color-red-light-color': schemeVariables.dark['--sp-danger'],
    '--mantine-color-red-6': schemeVariables.dark['--sp-danger'],
  },
});

/** The id of the empty form in `index.html` that says `autocomplete="off"` for every text area. */
const unkeptForm = 'unkept';

const systemFonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", "Liberation Sans", sans-serif';

export const theme = createTheme({
  primaryColor: 'accent',
  // Deep enough for white letters in both schemes (at least 4.5 : 1).
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, dark, gray },
  black: '#22262a',
  fontFamily: systemFonts,
  headings: {
    fontFamily: systemFonts,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(28), lineHeight: '1.25' },
      h2: { fontSize: rem(20), lineHeight: '1.3' },
      h3: { fontSize: rem(16), lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: rem(12.5), sm: rem(14), md: rem(15), lg: rem(17), xl: rem(20) },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.55', lg: '1.5', xl: '1.4' },
  defaultRadius: 'md',
  radius: { xs: rem(3), sm: rem(5), md: rem(7), lg: rem(12), xl: rem(20) },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    // Its placeholder for the first focus is a child that no menu may have; the first item takes the focus instead.
    // And what is chosen closes it at once: a key pressed right behind fell on the item under a menu still fading.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { exitDuration: 0 } } },
    // A browser writes what stands in fields into its own files, to put it back after a restart, unless it is told not to:
    // a note of a sealed study stood there for anybody to read. A text area is only heeded through its form.
    Textarea: { defaultProps: { form: unkeptForm } },
    TextInput: { defaultProps: { autoComplete: 'off' } },
    NumberInput: { defaultProps: { autoComplete: 'off' } },
    Autocomplete: { defaultProps: { autoComplete: 'off' } },
    TagsInput: { defaultProps: { autoComplete: 'off' } },
  },
});
