import { create } from 'zustand';
import type { InterviewId, PersonId, SessionId } from '../../shared/model/ids.ts';
import type { PersonRow } from '../../shared/model/rows.ts';
import { mirror, useRows } from './rows.ts';
import { flushViews, type Json, loadView, saveView } from './view.ts';

export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'study' }
  | { readonly screen: 'session'; readonly sessionId: SessionId }
  /** Search and queries over the whole study. */
  | { readonly screen: 'find'; readonly mode: FindMode }
  /** A recall interview being held. */
  | { readonly screen: 'recall'; readonly interviewId: InterviewId }
  /** One that was held: its desk. */
  | { readonly screen: 'interview'; readonly interviewId: InterviewId };

export const findModes = ['search', 'query'] as const;
export type FindMode = (typeof findModes)[number];

export const studyTabs = [
  'sessions',
  'people',
  'consent',
  'codebook',
  'instruments',
  'memos',
  'log',
  'settings',
] as const;
export type StudyTab = (typeof studyTabs)[number];

export const schemeChoices = ['auto', 'light', 'dark'] as const;
export type SchemeChoice = (typeof schemeChoices)[number];

/** Interface state of the whole page. The desk keeps its own (selection, filters, zoom) beside its view. */
export type InterfaceState = {
  readonly route: Route;
  /** Who marks, notes and codes; null until somebody has said so in this study. */
  readonly personId: PersonId | null;
  readonly studyTab: StudyTab;
  /** Light or dark as chosen in this study; null until somebody has. */
  readonly scheme: SchemeChoice | null;
  /** The one dialog that commands and several screens can open. */
  readonly dialog:
    | 'newStudy'
    | 'newKeyFile'
    | 'openKeyFile'
    | 'changeKeyFile'
    | 'nameCheck'
    | 'withdraw'
    | null;
};

export const useInterface = create<InterfaceState>(() => ({
  route: { screen: 'home' },
  personId: null,
  studyTab: 'sessions',
  scheme: null,
  dialog: null,
}));

export function showDialog(dialog: InterfaceState['dialog']): void {
  useInterface.setState({ dialog });
}

const viewKey = 'interface';

function keep(): void {
  const { route, personId, studyTab, scheme } = useInterface.getState();
  if (route.screen === 'home') return;
  const sessionId = route.screen === 'session' ? route.sessionId : null;
  const findMode = route.screen === 'find' ? route.mode : null;
  const recallId = route.screen === 'recall' ? route.interviewId : null;
  const interviewId = route.screen === 'interview' ? route.interviewId : null;
  saveView(viewKey, { findMode, sessionId, recallId, interviewId, personId, studyTab, scheme });
}

export function go(route: Route): void {
  useInterface.setState({ route });
  keep();
}

export function showTab(studyTab: StudyTab): void {
  useInterface.setState({ studyTab });
  keep();
}

/** Kept with the study, because the browser host has another address at each start and the browser forgets. */
export function chooseScheme(scheme: SchemeChoice): void {
  useInterface.setState({ scheme });
  keep();
}

/** From now on everything is done in this person's name; kept at once, so that nobody is asked again after a crash. */
export function choosePerson(personId: PersonId | null): void {
  useInterface.setState({ personId });
  keep();
  flushViews();
}

/** The `actor` of a write. */
export function actorNow(): PersonId | null {
  return useInterface.getState().personId;
}

/** The current person, unless they were removed meanwhile. */
export function usePersonNow(): PersonRow | undefined {
  const personId = useInterface((state) => state.personId);
  return useRows((rows) => rows.get('person', personId));
}

function textOf(json: Json | null, key: string): string | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const value = json[key];
  return typeof value === 'string' ? value : null;
}

/**
 * Brings back screen, session and person of the study whose rows were just loaded, and `rest` of them are about to be;
 * what is gone is left out.
 */
export async function restoreInterface(rest: Promise<void>): Promise<void> {
  const [kept] = await Promise.all([loadView(viewKey), rest]);
  const session = mirror.get('session', textOf(kept, 'sessionId'));
  const recall = mirror.get('interview', textOf(kept, 'recallId'));
  const interview = mirror.get('interview', textOf(kept, 'interviewId'));
  const person = mirror.get('person', textOf(kept, 'personId'));
  const tab = textOf(kept, 'studyTab');
  const scheme = textOf(kept, 'scheme');
  const findMode = findModes.find((each) => each === textOf(kept, 'findMode'));
  useInterface.setState({
    studyTab: studyTabs.find((each) => each === tab) ?? 'sessions',
    scheme: schemeChoices.find((each) => each === scheme) ?? useInterface.getState().scheme,
    route:
      recall !== undefined
        ? { screen: 'recall', interviewId: recall.id }
        : interview !== undefined
          ? { screen: 'interview', interviewId: interview.id }
          : session !== undefined
            ? { screen: 'session', sessionId: session.id }
            : findMode !== undefined
              ? { screen: 'find', mode: findMode }
              : { screen: 'study' },
    personId: person?.id ?? null,
  });
}
