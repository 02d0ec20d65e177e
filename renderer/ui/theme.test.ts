import { expect, test } from 'vitest';
import { roles } from '../../shared/model/vocabulary.ts';
import { personLook } from './people.ts';
import { schemeVariables } from './theme.ts';

/** WCAG 2.2, relative luminance of an sRGB colour `#rrggbb`. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

test.each(['light', 'dark'] as const)('text can be read on every surface of the %s scheme', (scheme) => {
  const colors = schemeVariables[scheme];
  const surfaces = [colors['--sp-surface'], colors['--sp-raised'], colors['--sp-accent-soft']];
  const texts = [
    '--sp-text',
    '--sp-muted',
    '--sp-accent',
    '--sp-danger',
    '--sp-warning',
    '--sp-good',
  ] as const;
  for (const surface of surfaces)
    for (const text of texts) expect(contrast(colors[text], surface), text).toBeGreaterThan(4.5);
});

test.each(['light', 'dark'] as const)(
  'what is off can be seen on every surface of the %s scheme',
  (scheme) => {
    const colors = schemeVariables[scheme];
    for (const surface of ['--sp-surface', '--sp-raised'] as const)
      expect(contrast(colors['--sp-off'], colors[surface]), surface).toBeGreaterThan(3);
  },
);

test('letters can be read on the colour of every role', () => {
  for (const role of roles) {
    const { color, ink } = personLook({ name: 'A', role, kind: 'team' });
    expect(contrast(color, ink), role).toBeGreaterThan(4.5);
  }
});
