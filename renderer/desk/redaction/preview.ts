import { isOfSound } from '../../../shared/model/redaction.ts';
import type { RedactionRow } from '../../../shared/model/rows.ts';

/** How a recording would leave the study at one instant. */
export type Preview = {
  /** All of the sound is covered. */
  readonly isSilent: boolean;
  /** Single channels that are covered, rising. */
  readonly channels: readonly number[];
  readonly isToned: boolean;
  readonly look: 'plain' | 'blur' | 'blank';
};

/** What is redacted at `atMs`; as when it is exported, a tone lies over a silence, and black over blur. */
export function previewAt(redactions: readonly RedactionRow[], atMs: number): Preview {
  const here = redactions.filter(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
  const sounds = here.filter(({ what }) => isOfSound(what));
  const isSilent = sounds.some(({ channel }) => channel === null);
  const channels = isSilent ? [] : sounds.flatMap(({ channel }) => (channel === null ? [] : [channel]));
  return {
    isSilent,
    channels: [...new Set(channels)].sort((a, b) => a - b),
    isToned: here.some(({ what }) => what === 'beep'),
    look: here.some(({ what }) => what === 'blank')
      ? 'blank'
      : here.some(({ what }) => what === 'blur')
        ? 'blur'
        : 'plain',
  };
}

export function isSamePreview(a: Preview, b: Preview): boolean {
  return (
    a.isSilent === b.isSilent &&
    a.isToned === b.isToned &&
    a.look === b.look &&
    a.channels.length === b.channels.length &&
    a.channels.every((channel, index) => channel === b.channels[index])
  );
}
