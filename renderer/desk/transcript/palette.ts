import { Emitter } from '../../timeline/emitter.ts';

/** A command asks for the codes; the bar over the selected words, where they are shown, listens. */
const wanted = new Emitter<{ palette: undefined }>();

export function wantPalette(): void {
  wanted.emit('palette', undefined);
}

export function onPaletteWanted(listener: () => void): () => void {
  return wanted.on('palette', listener);
}
