import { CloseButton, Switch, Tooltip } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { pressOnRecording } from '../../../desk/coding/applying.ts';
import { restoreCoding, useCoding } from '../../../desk/coding/coding.ts';
import { isSpanTier } from '../../../desk/coding/spanTiers.ts';
import { timeWords } from '../../../desk/session/timeWords.ts';
import { useInterface } from '../../../state/interface.ts';
import { mirror, useRows } from '../../../state/rows.ts';
import type { Timeline } from '../../../timeline/types.ts';
import { CodeDot } from '../CodeDot.tsx';
import { useDesk, useDeskState, useSelectedEntry } from '../deskContext.ts';
import { CodePalette } from './CodePalette.tsx';
import classes from './CodingStrip.module.css';
import { LastCoding } from './LastCoding.tsx';
import { ProgressWords } from './ProgressWords.tsx';
import { StatementUnit } from './StatementUnit.tsx';

/**
 * What the hands need to know while they code: what a code's key is about now, which spans go on, the coding made last
 * with how sure one is, and how far one is. Nothing in it ever takes the keys away without being asked.
 */
export function CodingStrip({ timeline }: { readonly timeline: Timeline | null }): ReactElement | null {
  const { t } = useTranslation();
  const desk = useDesk();
  const hasCodes = useRows((rows) => rows.all('code').length > 0);
  const palette = useCoding((state) => state.palette);
  const isAdvancing = useCoding((state) => state.isAdvancing);
  const advanceKey = useCommandKeys('coding.toggleAdvance');
  useEffect(() => void restoreCoding(), []);
  // A moment that is selected, by key or by pointer, is what codes are about from then on.
  useEffect(
    () =>
      desk.store.subscribe((now, before) => {
        if (now.momentId !== null && now.momentId !== before.momentId)
          useCoding.setState({ statementId: null });
      }),
    [desk],
  );
  useEffect(
    () =>
      timeline?.on('select', ({ id, tierId }) => {
        const coding = isSpanTier(tierId) ? mirror.get('coding', id) : undefined;
        if (coding !== undefined) useCoding.setState({ codingId: coding.id });
      }),
    [timeline],
  );
  if (!hasCodes) return null;

  return (
    <section className={classes['strip']} aria-label={t('coding.desk.strip')}>
      {palette !== null && <CodePalette atMs={palette.atMs} />}
      <StatementUnit />
      <div className={classes['row']}>
        <About />
        <OpenSpans />
        <LastCoding />
        <div className={classes['rest']}>
          <Tooltip
            label={`${t('coding.desk.advanceHint')}  ${advanceKey}`}
            multiline
            maw={280}
            openDelay={500}
          >
            <Switch
              size="xs"
              checked={isAdvancing}
              label={t('coding.desk.advance')}
              onChange={() => runById('coding.toggleAdvance')}
            />
          </Tooltip>
          <ProgressWords sessionId={desk.sessionId} />
        </div>
      </div>
    </section>
  );
}

/** What a code's key acts on now. */
function About(): ReactElement {
  const { t } = useTranslation();
  const entry = useSelectedEntry();
  const statementId = useCoding((state) => state.statementId);
  const words =
    statementId !== null
      ? t('coding.desk.onStatement')
      : entry !== undefined
        ? t('coding.desk.onMoment', { time: timeWords(entry.startMs) })
        : t('coding.desk.onRecording');
  return (
    <span className={classes['about']} title={t('coding.desk.onRecordingHint')}>
      <span className={classes['muted']}>{t('coding.desk.keysCode')}</span> {words}
    </span>
  );
}

/** Spans of this coder that go on; a press of the code's key, or a click here, ends them. */
function OpenSpans(): ReactElement | null {
  const { t } = useTranslation();
  const desk = useDesk();
  const recordingId = useDeskState((state) => state.recordingId);
  const personId = useInterface((state) => state.personId);
  const codings = useRows((rows) => (recordingId === null ? [] : rows.of('coding', recordingId)));
  const open = codings.filter(
    (coding) => coding.endMs === null && coding.targetKind === 'span' && coding.personId === personId,
  );
  if (open.length === 0) return null;
  return (
    <>
      {open.map(({ id, codeId, startMs }) => {
        const code = mirror.get('code', codeId);
        if (code === undefined) return null;
        const time = timeWords(startMs ?? 0);
        return (
          <span key={id} className={classes['chip']} data-open>
            <CodeDot code={code} />
            <span className={classes['chipName']}>{code.shortLabel || code.name}</span>
            <span className={classes['muted']}>{t('coding.desk.open', { time })}</span>
            <CloseButton
              size="sm"
              aria-label={t('coding.desk.openEnd', { code: code.name, time })}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pressOnRecording(desk, codeId, desk.player?.nowMs() ?? 0)}
            />
          </span>
        );
      })}
    </>
  );
}
