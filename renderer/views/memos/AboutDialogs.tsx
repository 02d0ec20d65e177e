import { lazy, type ReactElement, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import { useAbout } from '../../desk/memos/about.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { Memos } from './Memos.tsx';
import { thingWords, useThings } from './things.ts';

const SessionRating = lazy(async () => {
  const { SessionRating: dialog } = await import('../ratings/SessionRating.tsx');
  return { default: dialog };
});

/** What is said of things that have no place of their own on the screen: a session, a coding. And the drawing of links. */
export function AboutDialogs(): ReactElement {
  const { thing, ratedId, linkedFrom } = useAbout();
  return (
    <>
      {thing !== null && <MemosDialog key={thing.id} thing={thing} />}
      {ratedId !== null && (
        <Suspense fallback={null}>
          <SessionRating key={ratedId} sessionId={ratedId} />
        </Suspense>
      )}
      {linkedFrom !== null && <LinkDialog key={linkedFrom.id} from={linkedFrom} />}
    </>
  );
}

function MemosDialog({ thing }: { readonly thing: Thing }): ReactElement {
  const { t } = useTranslation();
  const facts = useThings([thing]).get(thing.id);
  const words = facts === undefined ? null : thingWords(facts);
  const title =
    words === null ? t('memo.title') : t('memo.titleOf', { name: `${words.kind} ${words.name}`.trim() });
  return (
    <Dialog size="lg" onClose={() => useAbout.setState({ thing: null })} title={title}>
      <Memos kind={thing.kind} id={thing.id} isTitled={false} />
    </Dialog>
  );
}
