/**
 * Colours suggested for codes. The first seven are those of Okabe and Ito (2008), made to be told apart with every
 * common kind of colour blindness; the yellow is a darker one, which can be seen on white. The others are the same hues, lighter or darker, so that
 * neighbours in the series differ in brightness too.
 */
export const suggestedColors = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#b8a500',
  '#004d7a',
  '#a86f00',
  '#00694d',
  '#8f4d74',
  '#7a828a',
] as const;
