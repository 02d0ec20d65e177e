import { openPalette, setAdvancing, useCoding } from '../desk/coding/coding.ts';
import {
  codingNow,
  endSpans,
  favourLast,
  makeExample,
  openSpans,
  removeCoding,
  sayCertainty,
  setCodingEdge,
} from '../desk/coding/editing.ts';
import { goToUncoded } from '../desk/coding/units.ts';
import { type Desk, recordingNow, selectedEntry, takeTurn } from '../desk/session/desk.ts';
import { withPerson } from '../desk/session/person.ts';
import { go, showTab } from '../state/interface.ts';
import { settingsNow } from '../state/settings.ts';
import { announce } from '../ui/announcer.tsx';
import { t } from '../ui/i18n.ts';
import type { DeskCommand } from './command.ts';

const hasRecording = (desk: Desk): boolean => recordingNow(desk) !== undefined;
const hasCoding = (desk: Desk): boolean => desk.turn !== null || codingNow() !== undefined;
const hasSpan = (desk: Desk): boolean => desk.turn !== null || codingNow()?.targetKind === 'span';
const hasUsed = (desk: Desk): boolean => desk.turn !== null || useCoding.getState().recent.length > 0;

const looking = { scope: 'desk', group: 'coding', undo: 'view', when: hasRecording } as const;
const writing = { scope: 'desk', group: 'coding', undo: 'journaled' } as const;

const units = (
  [
    ['coding.nextMoment', 'PageDown', 'moment', 'next'],
    ['coding.previousMoment', 'PageUp', 'moment', 'previous'],
    ['coding.nextStatement', 'Shift+PageDown', 'statement', 'next'],
    ['coding.previousStatement', 'Shift+PageUp', 'statement', 'previous'],
  ] as const
).map(
  ([id, key, of, direction]): DeskCommand => ({
    ...looking,
    id,
    keys: [key],
    // In turn: a code pressed just before is given before the next unit is looked for.
    run: (desk) => withPerson((personId) => takeTurn(desk, () => goToUncoded(desk, of, direction, personId))),
  }),
);

const certainties = (
  [
    'coding.certainty1',
    'coding.certainty2',
    'coding.certainty3',
    'coding.certainty4',
    'coding.certainty5',
    'coding.certainty6',
    'coding.certainty7',
  ] as const
).map(
  (id, place): DeskCommand => ({
    ...writing,
    id,
    keys: [`Alt+${place + 1}`],
    when: (desk) =>
      settingsNow().asksCertainty && place < settingsNow().certaintyScale.length && hasCoding(desk),
    run: (desk) => sayCertainty(desk, place),
  }),
);

/** Coding with both hands on the keyboard. The keys of codes themselves are given by the codebook. */
export const codingCommands: readonly DeskCommand[] = [
  {
    ...looking,
    id: 'code.palette',
    keys: [',', 'Mod+E'],
    isWhileTyping: true,
    run: (_, { atMs }) => openPalette(atMs),
  },
  ...units,
  {
    ...looking,
    id: 'coding.toggleAdvance',
    keys: ['Shift+A'],
    run: () => {
      const isNow = !useCoding.getState().isAdvancing;
      setAdvancing(isNow);
      announce(t(isNow ? 'coding.desk.said.advancing' : 'coding.desk.said.staying'));
    },
  },
  {
    ...looking,
    id: 'coding.comment',
    keys: ['Shift+N'],
    when: hasCoding,
    run: (desk) => takeTurn(desk, () => useCoding.setState({ isCommenting: codingNow() !== undefined })),
  },
  ...certainties,
  {
    ...writing,
    id: 'coding.endSpans',
    keys: ['Shift+Q'],
    when: (desk) => desk.turn !== null || openSpans(desk).length > 0,
    run: (desk, { atMs }) => endSpans(desk, atMs),
  },
  {
    ...writing,
    id: 'coding.setStart',
    keys: ['Shift+I'],
    when: hasSpan,
    run: (desk, { atMs }) => setCodingEdge(desk, 'start', atMs),
  },
  {
    ...writing,
    id: 'coding.setEnd',
    keys: ['Shift+O'],
    when: hasSpan,
    run: (desk, { atMs }) => setCodingEdge(desk, 'end', atMs),
  },
  { ...writing, id: 'coding.remove', keys: ['Mod+Backspace'], when: hasCoding, run: removeCoding },
  { ...looking, id: 'code.favourite', keys: ['Shift+F'], when: hasUsed, run: favourLast },
  {
    ...writing,
    id: 'code.example',
    keys: ['Shift+Y'],
    isOfSelection: true,
    when: (desk) => hasUsed(desk) && (desk.turn !== null || selectedEntry(desk) !== undefined),
    run: makeExample,
  },
  {
    ...looking,
    id: 'coding.showCodebook',
    keys: [],
    run: () => {
      showTab('codebook');
      go({ screen: 'study' });
    },
  },
];
