import { ActionIcon, Button, CloseButton, Tooltip } from '@mantine/core';
import { type ComponentType, memo, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentRow } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { labelOf, runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { recordingNow } from '../../../desk/session/desk.ts';
import { goToMoment } from '../../../desk/session/going.ts';
import type { MomentEntry } from '../../../desk/session/model/entries.ts';
import { spanProblem } from '../../../desk/session/model/segmentEdit.ts';
import { moveSegment, removeSegment } from '../../../desk/session/segments.ts';
import type { Span } from '../../../timeline/types.ts';
import { useDesk, useDeskState } from '../deskContext.ts';
import { EndIcon, GoToIcon, StartIcon } from '../icons.tsx';
import classes from './Inspector.module.css';
import { TimeField } from './TimeField.tsx';

/** When the moment is: each part's times, typed or set at the playhead. */
export function PartsSection({ entry }: { readonly entry: MomentEntry }): ReactElement {
  const { t } = useTranslation();
  const segmentId = useDeskState((state) => state.segmentId);
  const hasSeveral = entry.segments.length > 1;
  const selected = entry.segments.find(({ id }) => id === segmentId) ?? entry.segments[0];

  return (
    <section aria-label={t('session.inspector.parts')}>
      <div className={classes['sectionHead']}>
        <h3 className={classes['sectionTitle']}>{t('session.inspector.parts')}</h3>
        <span>
          <Edge id="segment.setStart" Icon={StartIcon} />
          <Edge id="segment.setEnd" Icon={EndIcon} />
        </span>
      </div>
      <ol className={classes['parts']}>
        {entry.segments.map((segment, index) => (
          <Part
            key={segment.id}
            segment={segment}
            number={index + 1}
            isSelected={hasSeveral && segment === selected}
            isRemovable={hasSeveral}
          />
        ))}
      </ol>
      <Button variant="subtle" size="compact-sm" mt={6} onClick={() => runById('segment.add')}>
        {t('session.inspector.addPart')}
      </Button>
    </section>
  );
}

type EdgeProps = {
  readonly id: 'segment.setStart' | 'segment.setEnd';
  readonly Icon: ComponentType;
};

const Edge = memo(function Edge({ id, Icon }: EdgeProps) {
  const keys = useCommandKeys(id);
  const label = labelOf(id);
  return (
    <Tooltip label={`${label}  ${keys}`} openDelay={500}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => runById(id)}
      >
        <Icon />
      </ActionIcon>
    </Tooltip>
  );
});

type PartProps = {
  readonly segment: SegmentRow;
  readonly number: number;
  readonly isSelected: boolean;
  readonly isRemovable: boolean;
};

function Part({ segment, number, isSelected, isRemovable }: PartProps): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const [problem, setProblem] = useState<string | null>(null);
  const { id, momentId, startMs, endMs } = segment;

  const change = async (typed: Partial<Span>): Promise<boolean> => {
    const span = { startMs, endMs, ...typed };
    const durationMs = recordingNow(desk)?.durationMs ?? 0;
    const found = spanProblem(span, durationMs);
    setProblem(found === null ? null : t(`session.inspector.${found}`, { end: formatTime(durationMs) }));
    return found === null && (await moveSegment(desk, id, span));
  };
  const onBad = (): void => setProblem(t('session.inspector.badTime'));

  return (
    <li className={classes['part']} data-selected={isSelected || undefined}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('session.inspector.goToPart', { number })}
        onClick={() => goToMoment(desk, momentId, id)}
      >
        <GoToIcon />
      </ActionIcon>
      <TimeField
        label={t('session.inspector.startOf', { number })}
        valueMs={startMs}
        onTime={(ms) => change({ startMs: ms })}
        onBad={onBad}
        onReset={() => setProblem(null)}
      />
      <span aria-hidden="true">–</span>
      <TimeField
        label={t('session.inspector.endOf', { number })}
        valueMs={endMs}
        onTime={(ms) => change({ endMs: ms })}
        onBad={onBad}
        onReset={() => setProblem(null)}
      />
      <span className={classes['length']}>
        {endMs === startMs
          ? t('session.inspector.point')
          : t('session.inspector.length', { length: ((endMs - startMs) / 1000).toFixed(1) })}
      </span>
      {isRemovable ? (
        <CloseButton
          size="sm"
          aria-label={t('session.inspector.removePart', { number })}
          onClick={() => void removeSegment(id)}
        />
      ) : (
        <span />
      )}
      {problem !== null && (
        <p role="alert" className={classes['error']}>
          {problem}
        </p>
      )}
    </li>
  );
}
