import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { reel, useFind } from '../../../desk/find/find.ts';
import { type Found, kindWords, plainText, playedPlace, waysFrom } from '../../../desk/find/found.ts';
import { goToFound } from '../../../desk/going.ts';
import type { Player } from '../../../player/types.ts';
import { useRows } from '../../../state/rows.ts';
import { FrameBackIcon, FrameForwardIcon, PauseIcon, PlayIcon } from '../../session/icons.tsx';
import { RecordingMedia } from '../../session/RecordingMedia.tsx';
import classes from '../find.module.css';
import { useAtHand } from '../list/atHand.ts';

/** The result at hand as it is heard and seen, and the keys of a recorder for going through all of them. */
export function ReelStage(): ReactElement | null {
  const { t } = useTranslation();
  const { recordingId, isPlaying, isGoingOn, index } = useStore(reel.store);
  const count = useFind((state) => state.findings.found.length);
  const recording = useRows((rows) => rows.get('recording', recordingId));
  const atHand = useAtHand();
  const [player, setPlayer] = useState<Player | null>(null);
  if (count === 0) return null;
  const isShown = atHand !== undefined && playedPlace(atHand)?.recordingId === recordingId;

  return (
    <section className={classes['stage']} aria-label={t('find.reel.label')}>
      <div
        className={classes['screen']}
        data-is-shown={(isShown && recording?.kind === 'video') || undefined}
      >
        {recording !== undefined && (
          <Media key={`${recording.id} ${recording.checksum}`} recording={recording} onPlayer={setPlayer} />
        )}
      </div>
      <div className={classes['about']}>
        {atHand === undefined ? (
          <p className={classes['hint']}>{t('find.reel.none')}</p>
        ) : (
          <AtHand found={atHand} recording={isShown ? recording : undefined} />
        )}
        <div className={classes['bar']} role="toolbar" aria-label={t('find.reel.label')}>
          <Tool id="reel.previous" label={t('find.reel.previous')} icon={<FrameBackIcon />} />
          <PlayButton isPlaying={isPlaying} />
          <Tool id="reel.next" label={t('find.reel.next')} icon={<FrameForwardIcon />} />
          <Readout player={player} />
          <span className={classes['place']}>
            {index !== -1 && t('find.reel.place', { place: index + 1, count })}
          </span>
          <Switch
            size="sm"
            label={t('find.reel.goOn')}
            checked={isGoingOn}
            onChange={() => runById('reel.goOn')}
          />
        </div>
      </div>
    </section>
  );
}

type MediaProps = { readonly recording: RecordingRow; readonly onPlayer: (player: Player | null) => void };

function Media({ recording, onPlayer }: MediaProps): ReactElement {
  return (
    <RecordingMedia
      recording={recording}
      className={classes['picture']}
      onReady={(player) => {
        reel.setPlayer(recording.id, player);
        onPlayer(player);
      }}
    />
  );
}

function AtHand({
  found,
  recording,
}: {
  readonly found: Found;
  readonly recording: RecordingRow | undefined;
}) {
  const { t } = useTranslation();
  const place = playedPlace(found);
  const index = useStore(reel.store, ({ part }) => part);
  const part = place?.parts[index];
  const way = { session: 'toSession', interview: 'toInterview', study: 'toStudy' } as const;
  return (
    <>
      <p className={classes['now']}>
        <strong>{kindWords(found)}</strong>
        <span className={classes['nowText']}>{plainText(found.text)}</span>
      </p>
      <div className={classes['facts']}>
        <span>
          {place === null || part === undefined
            ? t('find.noPlace')
            : t(place.parts.length > 1 ? 'find.reel.part' : 'find.reel.span', {
                number: index + 1,
                count: place.parts.length,
                start: formatTime(part.startMs, 1),
                end: formatTime(part.endMs, 1),
              })}
        </span>
        {recording !== undefined && (
          <span>
            {recording.interviewId === null
              ? recording.label
              : t('find.reel.ofInterview', { recording: recording.label })}
          </span>
        )}
        <span className={classes['ways']}>
          {waysFrom(found).map((each) => (
            <Button
              key={each}
              size="compact-sm"
              variant="default"
              onClick={() => void goToFound(found, each)}
            >
              {t(`find.reel.${way[each]}`)}
            </Button>
          ))}
        </span>
      </div>
    </>
  );
}

type ToolProps = {
  readonly id: 'reel.previous' | 'reel.next';
  readonly label: string;
  readonly icon: ReactElement;
};

function Tool({ id, label, icon }: ToolProps): ReactElement {
  const keys = useCommandKeys(id);
  return (
    <Tooltip label={`${label}  ${keys}`} openDelay={500}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => runById(id)}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function PlayButton({ isPlaying }: { readonly isPlaying: boolean }): ReactElement {
  const { t } = useTranslation();
  const keys = useCommandKeys('reel.toggle');
  const label = t(isPlaying ? 'find.reel.pause' : 'find.reel.play');
  return (
    <Tooltip label={`${label}  ${keys}`} openDelay={500}>
      <ActionIcon
        variant="filled"
        radius="xl"
        size={40}
        aria-label={label}
        onClick={() => runById('reel.toggle')}
      >
        {isPlaying ? <PauseIcon size="1.4em" /> : <PlayIcon size="1.4em" />}
      </ActionIcon>
    </Tooltip>
  );
}

/** Where playback stands, written past React sixty times a second. */
function Readout({ player }: { readonly player: Player | null }): ReactElement {
  const { t } = useTranslation();
  const node = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (player === null) return;
    const show = (nowMs: number): void => {
      const text = formatTime(nowMs, 1);
      if (node.current !== null && node.current.textContent !== text) node.current.textContent = text;
    };
    show(player.nowMs());
    return player.onFrame(show);
  }, [player]);
  return (
    <span ref={node} role="timer" aria-label={t('session.player.time')} className={classes['time']}>
      {formatTime(0, 1)}
    </span>
  );
}
