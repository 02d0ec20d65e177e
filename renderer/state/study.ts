import { create } from 'zustand';
import type { Holder } from '../../shared/contract/changes.ts';
import type { InterviewContents } from '../../shared/contract/recall.ts';
import type { StudyContents } from '../../shared/contract/study.ts';
import type { InterviewId } from '../../shared/model/ids.ts';
import { oneAfterAnother } from '../../shared/one-after-another.ts';
import { attempt, type CallFailure, type Result } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { askAppInfo, useAppInfo } from './app.ts';
import { onLost, onMessage } from './connection.ts';
import { followCounts, forgetCounts } from './counts.ts';
import { flushDrafts, forgetDrafts } from './drafts.ts';
import { isElsewhere, isHere, useHolding, windowId } from './holding.ts';
import { forgetImports } from './imports.ts';
import { restoreInterface, useInterface } from './interface.ts';
import { mirror } from './rows.ts';
import { tellSetBack } from './setBack.ts';
import { forgetTranscriptImports } from './transcriptImports.ts';
import { flushViews } from './view.ts';

export type StudyState = {
  /** `starting`: it is not known yet whether the core has one open. */
  readonly status: 'starting' | 'none' | 'open';
  /** Of the open study; empty when there is none. */
  readonly ref: string;
  readonly seal: { readonly isSealed: boolean; readonly hasRecoveryKey: boolean };
  /** Why the study that was asked for at the start could not be opened, and its `ref`. */
  readonly failure: (CallFailure & { readonly ref: string }) | null;
};

const noStudy = {
  ref: '',
  seal: { isSealed: false, hasRecoveryKey: false },
  failure: null,
} as const;

export const useStudy = create<StudyState>(() => ({ status: 'starting', ...noStudy }));

/** Opening and closing are taken one after the other, or the rows of one study could meet the screen of another. */
const inTurn = oneAfterAnother();

/** The last moment at which what is unsaved can go where it belongs. */
async function leave(): Promise<void> {
  flushViews();
  await flushDrafts();
}

/**
 * The opening that the page shows all of, or null when something of it may have been missed: the core tells everybody
 * of an opening, also the page that asked for it and has been answered with the contents.
 */
let shown: string | null = null;

async function loadInterviews(): Promise<void> {
  const interviews = await attempt(client.interview.list({ sessionId: null }));
  if (interviews.ok) mirror.loadInterviews(interviews.value);
}

async function show(contents: StudyContents): Promise<void> {
  entered = null;
  mirror.reset();
  mirror.loadStudy(contents);
  forgetCounts();
  forgetDrafts();
  forgetImports();
  forgetTranscriptImports();
  await restoreInterface(loadInterviews());
  shown = contents.opening;
  tellSetBack(contents.setBack);
  const { ref, isSealed, hasRecoveryKey } = contents;
  useStudy.setState({ status: 'open', ref, seal: { isSealed, hasRecoveryKey }, failure: null });
}

/** Opens a study by one of the calls that answer its contents (open, create, openSample, restore) and shows it. */
export function openStudy(call: () => Promise<StudyContents>): Promise<Result<StudyContents>> {
  return inTurn(async () => {
    await leave();
    const result = await attempt(call());
    if (result.ok) await show(result.value);
    // A failed opening has closed the study that was open before it: ask, rather than guess.
    else await settle();
    return result;
  });
}

function showNone(failure: StudyState['failure'] = null): void {
  shown = null;
  mirror.reset();
  forgetDrafts();
  forgetImports();
  forgetTranscriptImports();
  useInterface.setState({ route: { screen: 'home' }, personId: null });
  tellSetBack(null);
  useStudy.setState({ status: 'none', ...noStudy, failure });
}

export function closeStudy(): Promise<Result<null>> {
  return inTurn(async () => {
    await leave();
    const result = await attempt(client.study.close());
    if (result.ok) showNone();
    return result;
  });
}

/** The recall interview that is held on this page. */
let entered: InterviewId | null = null;

/**
 * From here on the core sends nothing that other recallers marked and said; what the page had of it is fetched anew,
 * without. Also on coming back to an interview after the core was away.
 */
export function enterInterview(id: InterviewId, isTakingOver: boolean): Promise<Result<InterviewContents>> {
  return inTurn(async () => {
    const result = await attempt(client.interview.enter({ id, windowId, isTakingOver }));
    if (!result.ok) return result;
    entered = id;
    await settle();
    return result;
  });
}

export function leaveInterview(): Promise<void> {
  return inTurn(async () => {
    entered = null;
    await attempt(client.interview.leave({ windowId }));
    await settle();
  });
}

/** Whoever holds an interview now, every window keeps of the others' only what it may still see. */
async function meetHolder(holder: Holder | null): Promise<void> {
  const before = useHolding.getState().holder;
  if (isElsewhere(holder)) entered = null;
  useHolding.setState({ holder });
  // Entering and leaving here have done it already.
  const isOwnDoing = isHere(holder) ? !isHere(before) : holder === null && isHere(before);
  if (!isOwnDoing) await settle();
}

/** Makes the page agree with the core after a meeting (again): the study open there is shown, with all its loaded sessions anew. */
async function settle(): Promise<void> {
  mirror.beginRebuild();
  const study = await attempt(client.study.load());
  if (!study.ok) {
    if (study.failure.code !== 'LOST') showNone({ ...study.failure, ref: '' });
    return;
  }
  const contents = study.value;
  if (contents === null) {
    if (useStudy.getState().status === 'none') return;
    await askAppInfo();
    showNone(useAppInfo.getState().info?.startFailure ?? null);
    return;
  }
  const isAnother = contents.ref !== useStudy.getState().ref;
  // The same study sealed or unsealed is another to the page: what it knows of files may not be true any more.
  if (isAnother || contents.isSealed !== useStudy.getState().seal.isSealed) {
    await show(contents);
    return;
  }
  const inside = entered === null ? null : await attempt(client.interview.enter({ id: entered, windowId }));
  if (inside?.ok === false && inside.failure.code === 'INTERVIEW_HELD') entered = null;
  const listed = await attempt(client.interview.list({ sessionId: null }));
  const ids = contents.sessions.map(({ id }) => id).filter((id) => mirror.isSessionLoaded(id));
  const sessions = await Promise.all(ids.map((id) => attempt(client.session.load({ id }))));
  mirror.rebuild(
    contents,
    sessions.flatMap((session) => (session.ok ? [session.value] : [])),
    { listed: listed.ok ? listed.value : [], entered: inside?.ok === true ? inside.value : null },
  );
  shown = contents.opening;
  useStudy.setState({ failure: null });
}

/** Keeps rows up to date from the core's messages; called once, at the start. */
export function followStudy(): void {
  followCounts();
  onLost(() => {
    shown = null;
  });
  onMessage((message) => {
    switch (message.type) {
      case 'change':
        mirror.apply(message.change);
        return;
      case 'study':
        void inTurn(async () => {
          if (message.opening === null || message.opening !== shown) await settle();
        });
        return;
      case 'holding':
        void inTurn(() => meetHolder(message.holder));
        return;
      case 'import':
      case 'peaks':
      case 'export':
      case 'recallerStop':
      case 'blank':
      case 'conversion':
      case 'altered':
      case 'names':
      case 'withdrawal':
      case 'namesFound':
        return;
    }
  });
}
