import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { type ComponentType, lazy, memo, type ReactElement, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../../shared/time/timecode.ts';
import type { CommandId } from '../../../commands/command.ts';
import { labelOf, runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { noteInspected } from '../../../desk/session/desk.ts';
import { isSameArray, type MomentEntry } from '../../../desk/session/model/entries.ts';
import { useRows } from '../../../state/rows.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { useAfterFrame } from '../../../ui/useAfterFrame.ts';
import { useDesk, useDeskState, useSelectedEntry } from '../deskContext.ts';
import { LoopIcon, PlayIcon, TrashIcon } from '../icons.tsx';
import { RedactionsSection } from '../redaction/RedactionsSection.tsx';
import { useSelectedRedactionId } from '../redaction/useRedactionTier.ts';
import { CodesSection } from './CodesSection.tsx';
import { HistorySection } from './HistorySection.tsx';
import classes from './Inspector.module.css';
import { LabelField } from './LabelField.tsx';
import { NoteField } from './NoteField.tsx';
import { PartsSection } from './PartsSection.tsx';
import { PeaksSection } from './PeaksSection.tsx';

// Not needed to mark and to note, so not in the script that brings the desk.
const loadMemos = () => import('../../memos/Memos.tsx');
const loadRatings = () => import('../../ratings/RatingSection.tsx');
const Memos = lazy(async () => ({ default: (await loadMemos()).Memos }));
const RatingSection = lazy(async () => ({ default: (await loadRatings()).RatingSection }));

/**
 * Everything about the selected moment, each thing changed where it is read. It follows the selection once list and
 * timeline are on the screen: drawing it takes longer than all the rest, and a mark or a held arrow key would wait for it.
 */
export function Inspector(): ReactElement {
  const desk = useDesk();
  const { shown: entry, showNow } = useAfterFrame(useSelectedEntry());
  useEffect(() => {
    desk.followNow = showNow;
    return () => {
      desk.followNow = null;
    };
  }, [desk, showNow]);
  const momentId = entry?.moment.id ?? null;
  useEffect(() => noteInspected(desk, momentId), [desk, momentId]);
  useEffect(() => {
    // Before the first mark: the second one would wait for it.
    void Promise.allSettled([loadMemos(), loadRatings()]);
  }, []);
  return <Inspected entry={entry} />;
}

type InspectedProps = { readonly entry: MomentEntry | undefined };

const Inspected = memo(function Inspected({ entry }: InspectedProps) {
  const { t } = useTranslation();
  const hasRedaction = useSelectedRedactionId() !== null;
  if (entry === undefined)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key, and nothing in it may be.
      <section className={classes['inspector']} aria-label={t('session.inspector.title')} tabIndex={0}>
        {!hasRedaction && (
          <EmptyState title={t('session.inspector.none')}>{t('session.inspector.noneText')}</EmptyState>
        )}
        <RedactionsSection />
      </section>
    );
  return (
    <section className={classes['inspector']} aria-label={t('session.inspector.title')}>
      <Head entry={entry} />
      <LabelField key={`label ${entry.moment.id}`} moment={entry.moment} />
      <NoteField key={`note ${entry.moment.id}`} momentId={entry.moment.id} />
      <CodesSection momentId={entry.moment.id} />
      <PartsSection entry={entry} />
      <PeaksSection entry={entry} />
      <Suspense fallback={null}>
        <Memos kind="moment" id={entry.moment.id} />
        <RatingSection momentId={entry.moment.id} sessionId={entry.moment.sessionId} />
      </Suspense>
      <HistorySection key={`history ${entry.moment.id}`} entry={entry} />
      <div className={classes['foot']}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<TrashIcon />}
          onClick={() => runById('moment.remove')}
        >
          {t('session.inspector.remove')}
        </Button>
      </div>
      <RedactionsSection />
    </section>
  );
}, isSameBesidesCodings);

/** Codings are looked at where they are shown. */
function isSameBesidesCodings({ entry: one }: InspectedProps, { entry: other }: InspectedProps): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.moment === other.moment &&
    one.note === other.note &&
    isSameArray(one.segments, other.segments) &&
    isSameArray(one.peaks, other.peaks)
  );
}

function Head({ entry }: { readonly entry: MomentEntry }): ReactElement {
  const { t } = useTranslation();
  const { moment } = entry;
  const person = useRows((rows) => rows.get('person', moment.personId));
  const isLooping = useDeskState((state) => state.isLooping);
  const how =
    moment.selection === 'live' && moment.rawMs !== null
      ? t('session.inspector.live', {
          raw: formatTime(moment.rawMs, 1),
          seconds: String(moment.lookBackMs / 1000),
        })
      : t(moment.selection === 'typed' ? 'session.inspector.typed' : 'session.inspector.span');

  return (
    <div className={classes['head']}>
      {person !== undefined && <PersonBadge person={person} />}
      <div className={classes['by']}>
        <span>
          {t('session.inspector.marked', { name: person?.name ?? '', role: t(`role.${moment.role}`) })}
        </span>
        <span className={classes['how']}>{how}</span>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus where it was, so that Space plays. */}
      <div className={classes['headTools']} onMouseDown={(event) => event.preventDefault()}>
        <HeadTool id="moment.play" Icon={PlayIcon} label={t('session.inspector.play')} />
        <HeadTool
          id="moment.loop"
          Icon={LoopIcon}
          label={t('session.inspector.loop')}
          isPressed={isLooping}
        />
      </div>
    </div>
  );
}

type HeadToolProps = {
  readonly id: CommandId;
  readonly Icon: ComponentType;
  readonly label: string;
  readonly isPressed?: boolean;
};

/** Remembered, as all that does not say anything of the moment: a tooltip costs as much as a field. */
const HeadTool = memo(function HeadTool({ id, Icon, label, isPressed }: HeadToolProps) {
  const keys = useCommandKeys(id);
  return (
    <Tooltip label={`${labelOf(id)}  ${keys}`} openDelay={500}>
      <ActionIcon
        variant={isPressed === true ? 'light' : 'subtle'}
        color={isPressed === true ? 'accent' : 'gray'}
        size="lg"
        aria-label={label}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
        onClick={() => runById(id)}
      >
        <Icon />
      </ActionIcon>
    </Tooltip>
  );
});
