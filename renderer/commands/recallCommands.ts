import { mayStop } from '../../shared/model/stopping.ts';
import { type Initiator, leadCategories, type ParticipantRole } from '../../shared/model/vocabulary.ts';
import { openDial } from '../desk/dial/dialState.ts';
import { addPeak, joinLast, stopToMoment } from '../recall/moments.ts';
import { goToPlace, tickPlace } from '../recall/places.ts';
import {
  changeRate,
  initiatorOf,
  pauseNow,
  resume,
  seekTo,
  showStop,
  stopNow,
  stopOrResume,
} from '../recall/playing.ts';
import { focusOn, interviewNow, momentIdNow, type Recall, stopsNow } from '../recall/recall.ts';
import { endStatements, giveLead } from '../recall/statements.ts';
import { goToStep } from '../recall/steps.ts';
import { blank, openRecallerWindow } from '../recall/window.ts';
import { mirror } from '../state/rows.ts';
import { settingsNow } from '../state/settings.ts';
import type { RecallCommand } from './command.ts';

const isWatching = (recall: Recall): boolean => interviewNow(recall)?.step === 'watch';
const hasPlayer = (recall: Recall): boolean => isWatching(recall) && recall.player !== null;
const isStanding = (recall: Recall): boolean => hasPlayer(recall) && recall.player?.isPlaying === false;
const isPlaying = (recall: Recall): boolean => hasPlayer(recall) && recall.player?.isPlaying === true;
const hasStop = (recall: Recall): boolean => isWatching(recall) && recall.store.getState().stopId !== null;
const hasMoment = (recall: Recall): boolean => isWatching(recall) && momentIdNow(recall) !== null;

function personOf(recall: Recall, role: ParticipantRole) {
  return mirror.of('sessionParticipant', recall.sessionId).find((each) => each.role === role)?.personId;
}
const hasPerson = (role: ParticipantRole) => (recall: Recall) =>
  hasMoment(recall) && personOf(recall, role) !== undefined;
const peakOf =
  (role: ParticipantRole) =>
  (recall: Recall, { atMs }: { readonly atMs: number }) => {
    const personId = personOf(recall, role);
    if (personId !== undefined) void addPeak(recall, personId, atMs);
  };

function lookAtStop(recall: Recall, direction: 1 | -1): void {
  const stops = stopsNow(recall);
  const at = stops.findIndex(({ id }) => id === recall.store.getState().stopId);
  const next = stops[at === -1 ? (direction === 1 ? 0 : stops.length - 1) : at + direction];
  if (next !== undefined) showStop(recall, next.id);
}

/** Whoever of the two a press of the key is not taken for. */
function otherOf(recall: Recall): Initiator {
  return initiatorOf(interviewNow(recall), 'key') === 'recaller' ? 'inquirer' : 'recaller';
}
function mayOtherStop(recall: Recall): boolean {
  const interview = interviewNow(recall);
  return interview !== undefined && mayStop(interview.whoMayStop, otherOf(recall));
}

const common = { scope: 'recall', group: 'recall' } as const;
const view = { ...common, undo: 'view' } as const;
const journaled = { ...common, undo: 'journaled' } as const;

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

/** What can be done while a recall interview is held: nothing in it needs the mouse. */
export const recallCommands: readonly RecallCommand[] = [
  {
    ...view,
    id: 'recall.toggle',
    keys: ['Space', 'K', 'Mod+Space'],
    isWhileTyping: true,
    when: hasPlayer,
    run: (recall) => stopOrResume(recall, 'key'),
  },
  {
    ...view,
    id: 'recall.clicker',
    keys: ['PageDown'],
    isWhileTyping: true,
    when: hasPlayer,
    run: (recall) => stopOrResume(recall, 'clicker'),
  },
  { ...view, id: 'recall.resume', keys: ['Enter'], when: isStanding, run: (recall) => resume(recall) },
  {
    ...view,
    id: 'recall.stopForOther',
    keys: ['Shift+Space'],
    when: (recall) => isPlaying(recall) && mayOtherStop(recall),
    run: (recall) => void stopNow(recall, 'key', { initiator: otherOf(recall) }),
  },
  {
    ...view,
    id: 'recall.pause',
    keys: ['X', 'Mod+.'],
    isWhileTyping: true,
    when: isPlaying,
    run: pauseNow,
  },
  ...(
    [
      ['recall.backOneSecond', 'ArrowLeft', -1000],
      ['recall.forwardOneSecond', 'ArrowRight', 1000],
      ['recall.backFiveSeconds', 'Shift+ArrowLeft', -5000],
      ['recall.forwardFiveSeconds', 'Shift+ArrowRight', 5000],
    ] as const
  ).map(
    ([id, key, byMs]): RecallCommand => ({
      ...view,
      id,
      keys: [key],
      isRepeating: true,
      when: hasPlayer,
      run: (recall) => seekTo(recall, (recall.player?.nowMs() ?? 0) + byMs),
    }),
  ),
  {
    ...view,
    id: 'recall.slower',
    keys: ['J', '-'],
    when: hasPlayer,
    run: (recall) => changeRate(recall, -1),
  },
  {
    ...view,
    id: 'recall.faster',
    keys: ['L', '+', '='],
    when: hasPlayer,
    run: (recall) => changeRate(recall, 1),
  },
  {
    ...view,
    id: 'recall.nextPlace',
    keys: ['ArrowDown', ']'],
    when: hasPlayer,
    run: (recall) => goToPlace(recall, 1),
  },
  {
    ...view,
    id: 'recall.previousPlace',
    keys: ['ArrowUp', '['],
    when: hasPlayer,
    run: (recall) => goToPlace(recall, -1),
  },
  { ...journaled, id: 'recall.tickPlace', keys: ['V'], when: isWatching, run: (recall) => tickPlace(recall) },
  {
    ...view,
    id: 'recall.nextStop',
    keys: ['Alt+ArrowDown'],
    when: isWatching,
    run: (recall) => lookAtStop(recall, 1),
  },
  {
    ...view,
    id: 'recall.previousStop',
    keys: ['Alt+ArrowUp'],
    when: isWatching,
    run: (recall) => lookAtStop(recall, -1),
  },
  {
    ...journaled,
    id: 'recall.makeMoment',
    keys: ['M'],
    when: (recall) => hasStop(recall) && !hasMoment(recall),
    run: (recall) => void stopToMoment(recall, null),
  },
  { ...journaled, id: 'recall.joinMoment', keys: ['Shift+M'], when: hasStop, run: joinLast },
  {
    ...journaled,
    id: 'recall.addClientPeak',
    keys: ['P'],
    when: hasPerson('client'),
    run: peakOf('client'),
  },
  {
    ...journaled,
    id: 'recall.addTherapistPeak',
    keys: ['Shift+P'],
    when: hasPerson('therapist'),
    run: peakOf('therapist'),
  },
  {
    ...view,
    id: 'recall.rateMoment',
    keys: ['R'],
    when: hasMoment,
    run: (recall) => focusOn(recall, 'rating'),
  },
  {
    ...view,
    id: 'recall.writeStatement',
    keys: ['N'],
    when: isWatching,
    run: (recall) => focusOn(recall, 'statement'),
  },
  {
    ...journaled,
    id: 'recall.nextStatement',
    keys: ['Mod+Enter'],
    isWhileTyping: true,
    when: hasStop,
    run: (recall) => void endStatements(recall).then(() => focusOn(recall, 'statement')),
  },
  {
    ...view,
    id: 'recall.chooseLead',
    keys: ['Q'],
    when: isWatching,
    run: (recall) => focusOn(recall, 'leads'),
  },
  ...leadCategories.map(
    (category, index): RecallCommand => ({
      ...journaled,
      id: `lead.${category}`,
      keys: [digits[index] ?? '0'],
      when: (recall) => isWatching(recall) && leadOf(category) !== undefined,
      run: (recall) => {
        const lead = leadOf(category);
        if (lead !== undefined) void giveLead(recall, lead).then(() => focusOn(recall, 'statement'));
      },
    }),
  ),
  {
    ...view,
    id: 'recall.dial',
    keys: ['T'],
    when: hasPlayer,
    run: (recall) => {
      openDial();
      focusOn(recall, 'dial');
    },
  },
  { ...view, id: 'recall.noteDistress', keys: ['D'], run: (recall) => focusOn(recall, 'distress') },
  { ...view, id: 'recall.blank', keys: ['B'], run: blank },
  { ...view, id: 'recall.openWindow', keys: ['W'], run: () => void openRecallerWindow() },
  {
    ...view,
    id: 'recall.release',
    keys: ['Escape'],
    isWhileTyping: true,
    when: isWatching,
    run: (recall) => focusOn(recall, 'recording'),
  },
  {
    ...view,
    id: 'recall.close',
    keys: ['Shift+Enter'],
    when: isWatching,
    run: (recall) => void goToStep(recall, 'close'),
  },
];

function leadOf(category: (typeof leadCategories)[number]) {
  return settingsNow().leads.find((lead) => lead.category === category);
}
