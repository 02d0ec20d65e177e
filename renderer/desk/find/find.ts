import { create } from 'zustand';
import type { CallFailure } from '../../api/attempt.ts';
import { type FindMode, go, type Route, useInterface } from '../../state/interface.ts';
import { mirror } from '../../state/rows.ts';
import { useStudy } from '../../state/study.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';
import { type Found, foundWords, playedPlace } from './found.ts';
import { createReel, type Reel } from './reel.ts';

export type Findings = {
  /** `idle`: nothing is looked for. */
  readonly status: 'idle' | 'ready' | 'failed';
  readonly found: readonly Found[];
  /** Of all that there are; null: more than are shown, nobody counted how many. */
  readonly count: number | null;
  readonly failure: CallFailure | null;
};

export const noFindings: Findings = { status: 'idle', found: [], count: 0, failure: null };

type FindState = {
  /** Where one came from, and goes back to. */
  readonly from: Route;
  readonly findings: Findings;
  /** Which of the two found them. */
  readonly shown: FindMode | null;
  /** How often it was asked for: each time the first field wants the focus. */
  readonly asked: number;
};

const nothing: FindState = { from: { screen: 'study' }, findings: noFindings, shown: null, asked: 0 };

/** What is found stays while one goes to a place and comes back; another study begins with nothing. */
export const useFind = create<FindState>(() => nothing);

/** Nothing of a study stays in the page when that is closed or locked. */
export function onOtherStudy(forget: () => void): void {
  useStudy.subscribe((now, before) => {
    if (now.ref !== before.ref) forget();
  });
}

/** The one reel of the page: there is one list of what was found. */
export const reel: Reel = createReel(
  (news) => {
    if (news.kind === 'end') announce(t('find.said.end'));
    else {
      const found = useFind.getState().findings.found;
      const one = found[news.index];
      if (one === undefined) return;
      announce(
        t('find.said.at', { place: news.index + 1, count: found.length, what: foundWords(one) }) +
          (playedPlace(one) === null ? ` ${t('find.said.noPlace')}` : ''),
      );
    }
  },
  (id) => mirror.get('recording', id)?.durationMs ?? Number.MAX_SAFE_INTEGER,
);

onOtherStudy(() => {
  useFind.setState(nothing);
  reel.setItems([]);
});

export function showFindings(findings: Findings): void {
  useFind.setState({ findings, shown: modeNow() });
  reel.setItems(findings.found.map((found) => ({ key: found.key, place: playedPlace(found) })));
}

/** The one at hand. */
export function foundNow(): Found | undefined {
  return useFind.getState().findings.found[reel.store.getState().index];
}

/** Which of the two is on screen; null: neither. */
export function modeNow(): FindMode | null {
  const { route } = useInterface.getState();
  return route.screen === 'find' ? route.mode : null;
}

/** Also from a text field: whoever looks for something has it in mind, not the place where they are. */
export function openFind(mode: FindMode): void {
  const { route } = useInterface.getState();
  const isHere = route.screen === 'find';
  if (!isHere || route.mode !== mode) go({ screen: 'find', mode });
  if (useFind.getState().shown !== mode) showFindings(noFindings);
  useFind.setState(({ asked, from }) => ({ asked: asked + 1, from: isHere ? from : route }));
}

/** Back to where one came from, unless that is gone. */
export function leaveFind(): void {
  const { from } = useFind.getState();
  const isThere =
    from.screen === 'study' ||
    (from.screen === 'session' && mirror.get('session', from.sessionId) !== undefined);
  const isHeld = 'interviewId' in from && mirror.get('interview', from.interviewId) !== undefined;
  go(isThere || isHeld ? from : { screen: 'study' });
}
