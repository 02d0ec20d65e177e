import { t } from '../ui/i18n.ts';
import { type Chord, chordParts } from './chord.ts';

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys of a chord as they are written on a keyboard: `Ctrl`, `Shift`, `←`. */
export function keyNames(chord: Chord): readonly string[] {
  return chordParts(chord).map(nameOf);
}

function nameOf(part: string): string {
  switch (part) {
    case 'Mod':
      return isMac ? '⌘' : t('session.keys.name.Ctrl');
    case 'Alt':
      return isMac ? '⌥' : t('session.keys.name.Alt');
    case 'Shift':
      return isMac ? '⇧' : t('session.keys.name.Shift');
    case 'ArrowLeft':
      return '←';
    case 'ArrowRight':
      return '→';
    case 'ArrowUp':
      return '↑';
    case 'ArrowDown':
      return '↓';
    case '-':
      return '−';
    case 'Space':
    case 'Escape':
    case 'Enter':
    case 'Tab':
    case 'Delete':
    case 'Backspace':
    case 'Home':
    case 'End':
    case 'PageUp':
    case 'PageDown':
      return t(`session.keys.name.${part}`);
    default:
      return part;
  }
}
