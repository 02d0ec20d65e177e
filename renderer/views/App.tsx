import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandHost } from '../commands/CommandHost.tsx';
import { isAboutAsked, useAbout } from '../desk/memos/about.ts';
import { useInterface } from '../state/interface.ts';
import { useRows } from '../state/rows.ts';
import { sealOf } from '../state/seal.ts';
import { useStudy } from '../state/study.ts';
import { useTranscriptImports } from '../state/transcriptImports.ts';
import { Announcer } from '../ui/announcer.tsx';
import { ConfirmHost } from '../ui/ConfirmDialog.tsx';
import { HeldBanner } from '../ui/HeldBanner.tsx';
import { LostBanner } from '../ui/LostBanner.tsx';
import { NoticeStack } from '../ui/NoticeStack.tsx';
import { sessionName } from '../ui/names.ts';
import { useKeptScheme } from '../ui/scheme.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { ExportStack } from './ExportStack.tsx';
import { HomeView } from './home/HomeView.tsx';
import { NewStudyDialog } from './home/NewStudyDialog.tsx';
import { StudyView } from './study/StudyView.tsx';

// The desk brings the waveform and the player: not needed to show Home, so not in the first script.
const SessionView = lazy(async () => {
  const { SessionView: view } = await import('./session/SessionView.tsx');
  return { default: view };
});

const RecallView = lazy(async () => {
  const { RecallView: view } = await import('./recall/RecallView.tsx');
  return { default: view };
});

const ImportDialog = lazy(async () => {
  const { ImportDialog: view } = await import('./session/transcript/ImportDialog.tsx');
  return { default: view };
});

const InterviewView = lazy(async () => {
  const { InterviewView: view } = await import('./interview/InterviewView.tsx');
  return { default: view };
});

const FindView = lazy(async () => {
  const { FindView: view } = await import('./find/FindView.tsx');
  return { default: view };
});

const AboutDialogs = lazy(async () => {
  const { AboutDialogs: view } = await import('./memos/AboutDialogs.tsx');
  return { default: view };
});

function Screen(): ReactElement {
  const status = useStudy((state) => state.status);
  const route = useInterface((state) => state.route);
  if (status === 'starting') return <Waiting />;
  if (status === 'none') return <HomeView />;
  switch (route.screen) {
    case 'home':
      return <HomeView />;
    case 'study':
      return <StudyView />;
    case 'find':
      return (
        <Suspense fallback={<Waiting />}>
          <FindView mode={route.mode} />
        </Suspense>
      );
    case 'session':
      return (
        <Suspense fallback={<Waiting />}>
          <SessionView key={route.sessionId} sessionId={route.sessionId} />
        </Suspense>
      );
    case 'recall':
      return (
        <Suspense fallback={<Waiting />}>
          <RecallView key={route.interviewId} interviewId={route.interviewId} />
        </Suspense>
      );
    case 'interview':
      return (
        <Suspense fallback={<Waiting />}>
          <InterviewView key={route.interviewId} interviewId={route.interviewId} />
        </Suspense>
      );
  }
}

/** Tells windows, and for a screen reader the screens of one window, apart. */
function useTitle(): void {
  const { t } = useTranslation();
  const route = useInterface((state) => state.route);
  const { isSealed } = useStudy(sealOf);
  const place = useRows((rows) => {
    // Browsers keep titles in their history, outside the study.
    if (route.screen === 'home' || isSealed) return null;
    const recall = 'interviewId' in route ? rows.get('interview', route.interviewId) : undefined;
    const sessionId = route.screen === 'session' ? route.sessionId : (recall?.sessionId ?? null);
    const session = rows.get('session', sessionId);
    const ofCase = rows.get('case', session?.caseId ?? null)?.label;
    const study = rows.all('study')[0]?.title;
    return session === undefined ? study : `${sessionName(session)}, ${ofCase ?? study}`;
  });
  useEffect(() => {
    document.title = place == null ? t('home.title') : t('study.pageTitle', { title: place });
  }, [t, place]);
}

/** A screen that appears takes the focus to its heading, or the keyboard would still be where the last one was. */
function useFocusOnChange(): void {
  const screen = useInterface((state) => state.route.screen);
  const status = useStudy((state) => state.status);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of either is the reason to move the focus.
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body && activeElement.isConnected) return;
    document.querySelector<HTMLElement>('h1[tabindex="-1"]')?.focus();
  }, [screen, status]);
}

/** A transcript can be dropped on every screen of a study. */
function TranscriptImports(): ReactElement | null {
  const isAsking = useTranscriptImports(({ items }) => items.length > 0);
  return isAsking ? (
    <Suspense fallback={null}>
      <ImportDialog />
    </Suspense>
  ) : null;
}

/** Memos of what has no place for them on the screen, the rating of a session, the drawing of a link. */
function About(): ReactElement | null {
  const isAsked = useAbout(isAboutAsked);
  return isAsked ? (
    <Suspense fallback={null}>
      <AboutDialogs />
    </Suspense>
  ) : null;
}

export function App(): ReactElement {
  useTitle();
  useFocusOnChange();
  useKeptScheme();
  return (
    <>
      <LostBanner />
      <HeldBanner />
      <Screen />
      <NewStudyDialog />
      <CommandHost />
      <TranscriptImports />
      <About />
      <ConfirmHost />
      <NoticeStack>
        <ExportStack />
      </NoticeStack>
      <Announcer />
    </>
  );
}
