import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import type { InterviewDesk } from '../../desk/interview/desk.ts';
import type { InterviewFacts } from '../../desk/interview/model/facts.ts';
import { useRows } from '../../state/rows.ts';
import { createMapLane } from '../../timeline/mapLane.ts';
import { Timeline } from '../../timeline/Timeline.tsx';
import type { Mark, Tier, Timeline as TimelineHandle } from '../../timeline/types.ts';
import { personLook } from '../../ui/people.ts';
import { useScheme } from '../../ui/scheme.ts';
import { styleNonce } from '../../ui/styleNonce.ts';
import type { Peaks } from '../../waveform/types.ts';
import { usePeaks } from '../session/usePeaks.ts';
import classes from './interview.module.css';
import { MapLegend } from './MapLegend.tsx';
import { useCoverageTiers } from './useCoverageTiers.ts';
import { usePlacedPeaks } from './usePlacedPeaks.ts';

type Props = {
  readonly desk: InterviewDesk;
  readonly facts: InterviewFacts;
  /** The session's recording that was watched, where there is one. */
  readonly session: RecordingRow | undefined;
};

/** Session above, interview below, and between them which instant belongs to which. */
export function Lanes({ desk, facts, session }: Props): ReactElement {
  const { t } = useTranslation();
  const { scheme } = useScheme();
  const [upper, setUpper] = useState<TimelineHandle | null>(null);
  const [lower, setLower] = useState<TimelineHandle | null>(null);
  const peaks = usePlacedPeaks(facts.recordings);
  const [sessionPeaks, setSessionPeaks] = useState<Peaks | null>(null);
  const interviews = useMemo(() => [facts], [facts]);
  const coverage = useCoverageTiers(interviews, facts.interview.recordingId);
  const statements = useStatementTiers(facts);
  const words = useMemo(
    () => ({
      session: { timeline: t('interview.session.label'), overview: t('interview.session.overview') },
      interview: { timeline: t('interview.sound.label'), overview: t('interview.sound.overview') },
    }),
    [t],
  );
  const common = { scheme, selectedMomentId: null, selection: null, styleNonce } as const;

  useEffect(() => {
    if (lower === null) return;
    return lower.on('select', ({ id }) => {
      const statement = facts.statements.find((one) => one.id === id);
      if (statement !== undefined) desk.goTo(statement.startMs, 'session');
    });
  }, [lower, facts, desk]);

  return (
    <div className={classes['lanes']}>
      {session !== undefined && <SessionPeaks recording={session} onPeaks={setSessionPeaks} />}
      <section className={classes['lane']} aria-label={t('interview.session.label')}>
        <Timeline
          {...common}
          words={words.session}
          durationMs={facts.sessionMs}
          peaks={sessionPeaks}
          lanes={oneLane(t('interview.session.label'))}
          tiers={coverage}
          player={desk.session}
          onReady={setUpper}
          className={classes['timeline'] ?? ''}
        />
        {session === undefined && <p className={classes['told']}>{t('interview.session.none')}</p>}
      </section>
      <MapBetween desk={desk} facts={facts} upper={upper} lower={lower} />
      <section className={classes['lane']} aria-label={t('interview.sound.label')}>
        <Timeline
          {...common}
          words={words.interview}
          durationMs={facts.lengthMs}
          peaks={peaks}
          lanes={oneLane(t('interview.sound.label'))}
          tiers={statements}
          player={desk.interview}
          onReady={setLower}
          className={classes['timeline'] ?? ''}
        />
        {facts.recordings.length === 0 && <p className={classes['told']}>{t('interview.sound.none')}</p>}
      </section>
    </div>
  );
}

const known = new Map<string, readonly { readonly label: string }[]>();

/** The same array for the same name, so that the timeline does not begin anew at each render. */
function oneLane(label: string): readonly { readonly label: string }[] {
  const lane = known.get(label) ?? [{ label }];
  known.set(label, lane);
  return lane;
}

type PeaksProps = { readonly recording: RecordingRow; readonly onPeaks: (peaks: Peaks | null) => void };

/** A component, because a hook cannot be left out for an interview whose session recording has gone. */
function SessionPeaks({ recording, onPeaks }: PeaksProps): null {
  const { peaks } = usePeaks(recording);
  useEffect(() => {
    onPeaks(peaks);
    return () => onPeaks(null);
  }, [peaks, onPeaks]);
  return null;
}

function useStatementTiers({ statements, lengthMs }: InterviewFacts): readonly Tier[] {
  const { t } = useTranslation();
  const people = useRows((rows) => rows.all('person'));
  return useMemo(() => {
    const marks = statements.map((statement): Mark => {
      const person = people.find(({ id }) => id === statement.speakerId);
      const look = person === undefined ? null : personLook(person);
      return {
        id: statement.id,
        momentId: null,
        startMs: statement.startMs,
        endMs: Math.min(lengthMs, statement.endMs ?? statement.startMs),
        label: statement.body,
        color: look?.color ?? '#999999',
        letter: look?.letters ?? '',
      };
    });
    return [{ id: 'statements', label: t('interview.tier.statements'), kind: 'turns', marks }];
  }, [statements, people, lengthMs, t]);
}

type BetweenProps = {
  readonly desk: InterviewDesk;
  readonly facts: InterviewFacts;
  readonly upper: TimelineHandle | null;
  readonly lower: TimelineHandle | null;
};

function MapBetween({ desk, facts, upper, lower }: BetweenProps): ReactElement {
  const { t } = useTranslation();
  const { scheme } = useScheme();
  const host = useRef<HTMLDivElement>(null);
  const { map, sessionMs, lengthMs } = facts;
  useEffect(() => {
    if (host.current === null || upper === null || lower === null) return;
    const lane = createMapLane(host.current, upper, lower);
    lane.setScheme(scheme);
    lane.setDurations({ sessionMs, interviewMs: lengthMs });
    lane.setPieces(map.pieces);
    const follow = (): void => {
      const { link } = desk;
      lane.setLink(
        link.sessionMs === null ? null : { interviewMs: link.interviewMs, sessionMs: link.sessionMs },
      );
    };
    follow();
    const end = desk.onLink(follow);
    return () => {
      end();
      lane.dispose();
    };
  }, [desk, upper, lower, map, sessionMs, lengthMs, scheme]);
  return (
    <div className={classes['between']}>
      <MapLegend />
      <div ref={host} className={classes['map']} role="img" aria-label={t('interview.map')} />
    </div>
  );
}
