import { askClips } from '../desk/clips/clipping.ts';
import {
  goToNextRedaction,
  redact,
  redactionsNow,
  removeRedaction,
  selectedRedaction,
  togglePreview,
} from '../desk/redaction/redacting.ts';
import { type Desk, listedEntries, recordingNow, selectedEntry } from '../desk/session/desk.ts';
import type { DeskCommand } from './command.ts';

const hasRecording = (desk: Desk): boolean => recordingNow(desk) !== undefined;
const hasRedactions = (desk: Desk): boolean => redactionsNow(desk).length > 0;
const marking = { scope: 'desk', group: 'marking', undo: 'journaled' } as const;
const looking = { scope: 'desk', group: 'marking', undo: 'view', when: hasRedactions } as const;
const outside = { scope: 'desk', group: 'study', keys: [], undo: 'outside' } as const;

/** Covering what must not leave the study, and letting parts of recordings out of it. */
export const redactionCommands: readonly DeskCommand[] = [
  { ...marking, id: 'redaction.create', keys: ['Shift+R'], when: hasRecording, run: (desk) => redact(desk) },
  {
    ...marking,
    id: 'redaction.remove',
    keys: ['Alt+Delete'],
    when: (desk) => selectedRedaction(desk) !== undefined,
    run: (desk) => {
      const redaction = selectedRedaction(desk);
      if (redaction !== undefined) void removeRedaction(redaction.id);
    },
  },
  { ...looking, id: 'redaction.next', keys: [], run: (desk) => goToNextRedaction(desk, 1) },
  { ...looking, id: 'redaction.previous', keys: [], run: (desk) => goToNextRedaction(desk, -1) },
  { ...looking, id: 'redaction.preview', keys: ['Shift+H'], run: togglePreview },
  {
    ...outside,
    id: 'clip.ofMoment',
    when: (desk) => selectedEntry(desk) !== undefined,
    run: (desk) => askClips(desk, 'moment'),
  },
  {
    ...outside,
    id: 'clip.ofSpan',
    when: (desk) => desk.store.getState().span !== null,
    run: (desk) => askClips(desk, 'span'),
  },
  {
    ...outside,
    id: 'clip.ofListed',
    when: (desk) => listedEntries(desk).length > 0,
    run: (desk) => askClips(desk, 'listed'),
  },
  {
    ...outside,
    id: 'recording.exportRedacted',
    when: hasRecording,
    run: (desk) => askClips(desk, 'recording'),
  },
];
