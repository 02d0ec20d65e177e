import { releaseCoding } from '../desk/coding/editing.ts';
import { openDial } from '../desk/dial/dialState.ts';
import { type Desk, focusOn, recordingNow, selectedEntry, selectedSegment } from '../desk/session/desk.ts';
import { exportMoments } from '../desk/session/export.ts';
import { clearFilter } from '../desk/session/filtering.ts';
import { goToNeighbour, playMoment, toggleLoop } from '../desk/session/going.ts';
import { nextRecording } from '../desk/session/keep.ts';
import { addPeak, createOfSpan, mark, release, removeSelected } from '../desk/session/marking.ts';
import { askPerson } from '../desk/session/person.ts';
import { addSegment, goToSegment, nudge, removeSegment, setEdge } from '../desk/session/segments.ts';
import type { DeskCommand } from './command.ts';
import { redactionCommands } from './redactionCommands.ts';

const hasRecording = (desk: Desk): boolean => recordingNow(desk) !== undefined;
/** Or will have, once the mark that is under way is made. */
const hasMoment = (desk: Desk): boolean => desk.turn !== null || selectedEntry(desk) !== undefined;
const hasSpan = (desk: Desk): boolean => desk.store.getState().span !== null;
const hasParts = (desk: Desk): boolean => (selectedEntry(desk)?.segments.length ?? 0) > 1;
const nudgeMs = 100;

const playback = {
  scope: 'desk',
  group: 'playback',
  undo: 'view',
  isOfPlayhead: true,
  when: hasRecording,
} as const;
const playbackCommands: readonly DeskCommand[] = [
  {
    ...playback,
    id: 'playback.toggle',
    keys: ['Space', 'K', 'Mod+Space'],
    isWhileTyping: true,
    run: (desk) => desk.player?.toggle(),
  },
  { ...playback, id: 'playback.slower', keys: ['J'], run: (desk) => desk.player?.shuttle('J') },
  { ...playback, id: 'playback.faster', keys: ['L'], run: (desk) => desk.player?.shuttle('L') },
  { ...playback, id: 'playback.normalSpeed', keys: ['Shift+K'], run: (desk) => desk.player?.setRate(1) },
  ...(
    [
      ['playback.backOneSecond', 'ArrowLeft', -1000],
      ['playback.forwardOneSecond', 'ArrowRight', 1000],
      ['playback.backFiveSeconds', 'Shift+ArrowLeft', -5000],
      ['playback.forwardFiveSeconds', 'Shift+ArrowRight', 5000],
    ] as const
  ).map(
    ([id, key, byMs]): DeskCommand => ({
      ...playback,
      id,
      keys: [key],
      isRepeating: true,
      run: (desk) => desk.player?.skip(byMs),
    }),
  ),
  {
    ...playback,
    id: 'playback.stepBack',
    keys: ['Alt+ArrowLeft'],
    isRepeating: true,
    run: (desk) => desk.player?.step(-1),
  },
  {
    ...playback,
    id: 'playback.stepForward',
    keys: ['Alt+ArrowRight'],
    isRepeating: true,
    run: (desk) => desk.player?.step(1),
  },
  { ...playback, id: 'playback.toStart', keys: ['Home'], run: (desk) => desk.player?.seek(0) },
  {
    ...playback,
    id: 'playback.toEnd',
    keys: ['End'],
    run: (desk) => desk.player?.seek(desk.player.durationMs),
  },
  {
    ...playback,
    id: 'playback.mute',
    keys: [],
    run: ({ player }) => player?.setVolume(player.volume === 0 ? 1 : 0),
  },
];

const marking = { scope: 'desk', group: 'marking', undo: 'journaled' } as const;
const markingOfMoment = { ...marking, isOfSelection: true } as const;
const markingCommands: readonly DeskCommand[] = [
  {
    ...marking,
    id: 'moment.mark',
    keys: ['M'],
    when: hasRecording,
    run: (desk, { atMs }) => mark(desk, atMs, false),
  },
  {
    ...marking,
    id: 'moment.markPoint',
    keys: ['Shift+M'],
    when: hasRecording,
    run: (desk, { atMs }) => mark(desk, atMs, true),
  },
  { ...marking, id: 'moment.create', keys: ['Enter'], when: hasSpan, run: createOfSpan },
  {
    ...markingOfMoment,
    id: 'segment.setStart',
    keys: ['I'],
    when: hasRecording,
    run: (desk, { atMs }) => setEdge(desk, 'start', atMs),
  },
  {
    ...markingOfMoment,
    id: 'segment.setEnd',
    keys: ['O'],
    when: hasRecording,
    run: (desk, { atMs }) => setEdge(desk, 'end', atMs),
  },
  ...(
    [
      ['segment.moveBack', 'Alt+Shift+ArrowLeft', 'move', -nudgeMs],
      ['segment.moveForward', 'Alt+Shift+ArrowRight', 'move', nudgeMs],
      ['segment.lengthen', 'Alt+Shift+ArrowUp', 'stretch', nudgeMs],
      ['segment.shorten', 'Alt+Shift+ArrowDown', 'stretch', -nudgeMs],
    ] as const
  ).map(
    ([id, key, kind, byMs]): DeskCommand => ({
      ...markingOfMoment,
      id,
      keys: [key],
      isRepeating: true,
      when: hasMoment,
      run: (desk) => nudge(desk, kind, byMs),
    }),
  ),
  {
    ...markingOfMoment,
    id: 'segment.add',
    keys: ['Shift+Enter'],
    when: hasMoment,
    run: (desk, { atMs }) => addSegment(desk, atMs),
  },
  {
    ...markingOfMoment,
    id: 'segment.remove',
    keys: ['Shift+Delete'],
    when: hasParts,
    run: (desk) => {
      const segment = selectedSegment(desk);
      if (segment !== undefined) void removeSegment(segment.id);
    },
  },
  {
    ...markingOfMoment,
    id: 'peak.add',
    keys: ['P'],
    when: hasMoment,
    run: (desk, { atMs }) => addPeak(desk, atMs),
  },
  {
    ...markingOfMoment,
    id: 'moment.remove',
    keys: ['Delete', 'Backspace'],
    when: hasMoment,
    run: (desk) => void removeSelected(desk),
  },
];

function letGo(desk: Desk): void {
  if (!releaseCoding(desk)) release(desk);
}

const moments = { scope: 'desk', group: 'moments', undo: 'view' } as const;
const ofMoment = { ...moments, isOfSelection: true } as const;
const momentCommands: readonly DeskCommand[] = [
  {
    ...ofMoment,
    id: 'moment.next',
    keys: ['ArrowDown', ']'],
    isRepeating: true,
    when: hasRecording,
    run: (desk) => goToNeighbour(desk, 1),
  },
  {
    ...ofMoment,
    id: 'moment.previous',
    keys: ['ArrowUp', '['],
    isRepeating: true,
    when: hasRecording,
    run: (desk) => goToNeighbour(desk, -1),
  },
  { ...ofMoment, id: 'moment.play', keys: ['Shift+Space'], when: hasMoment, run: playMoment },
  { ...ofMoment, id: 'moment.loop', keys: ['R'], when: hasRecording, run: toggleLoop },
  { ...moments, id: 'note.edit', keys: ['N'], when: hasMoment, run: (desk) => focusOn(desk, 'note') },
  { ...moments, id: 'moment.rename', keys: ['F2'], when: hasMoment, run: (desk) => focusOn(desk, 'label') },
  {
    ...moments,
    id: 'code.choose',
    keys: ['Shift+C'],
    when: hasMoment,
    run: (desk) => focusOn(desk, 'codes'),
  },
  {
    ...ofMoment,
    id: 'segment.next',
    keys: ['Alt+ArrowDown'],
    when: hasParts,
    run: (desk) => goToSegment(desk, 1),
  },
  {
    ...ofMoment,
    id: 'segment.previous',
    keys: ['Alt+ArrowUp'],
    when: hasParts,
    run: (desk) => goToSegment(desk, -1),
  },
  { ...ofMoment, id: 'moment.release', keys: ['Escape'], when: hasRecording, run: letGo },
  {
    ...moments,
    id: 'moments.search',
    keys: ['Mod+F', '/'],
    isWhileTyping: true,
    when: hasRecording,
    run: (desk) => focusOn(desk, 'search'),
  },
  { ...moments, id: 'moments.clearFilter', keys: [], when: hasRecording, run: clearFilter },
];

const timeline = { scope: 'desk', group: 'timeline', undo: 'view', when: hasRecording } as const;
const timelineCommands: readonly DeskCommand[] = [
  {
    ...timeline,
    id: 'timeline.zoomIn',
    keys: ['+', '='],
    isRepeating: true,
    run: (desk) => desk.timeline?.zoomIn(),
  },
  {
    ...timeline,
    id: 'timeline.zoomOut',
    keys: ['-'],
    isRepeating: true,
    run: (desk) => desk.timeline?.zoomOut(),
  },
  { ...timeline, id: 'timeline.zoomAll', keys: ['0'], run: (desk) => desk.timeline?.zoomAll() },
  { ...timeline, id: 'timeline.follow', keys: ['.'], run: (desk) => desk.timeline?.followPlayhead() },
];

const study = { scope: 'desk', group: 'study' } as const;
const studyCommands: readonly DeskCommand[] = [
  { ...study, id: 'person.choose', keys: ['Shift+P'], undo: 'view', run: () => askPerson() },
  { ...study, id: 'dial.open', keys: [], undo: 'view', when: hasRecording, run: openDial },
  { ...study, id: 'recording.next', keys: [], undo: 'view', when: hasRecording, run: nextRecording },
  {
    ...study,
    id: 'moments.exportCsv',
    keys: [],
    undo: 'outside',
    when: hasRecording,
    run: (desk) => void exportMoments(desk, { format: 'csv', rowPer: 'moment' }),
  },
  {
    ...study,
    id: 'moments.exportCodesCsv',
    keys: [],
    undo: 'outside',
    when: hasRecording,
    run: (desk) => void exportMoments(desk, { format: 'csv', rowPer: 'code' }),
  },
  {
    ...study,
    id: 'moments.exportJson',
    keys: [],
    undo: 'outside',
    when: hasRecording,
    run: (desk) => void exportMoments(desk, { format: 'json', rowPer: 'moment' }),
  },
];

/** Everything that can be done at the desk, in the order of the list of keys. */
export const deskCommands: readonly DeskCommand[] = [
  ...playbackCommands,
  ...markingCommands,
  ...momentCommands,
  ...redactionCommands,
  ...timelineCommands,
  ...studyCommands,
];
