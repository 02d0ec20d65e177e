import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mediaUrl } from '../../../shared/contract/routes.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { Player } from '../../player/Player.tsx';
import type { PlayerErrorKind, Player as PlayerHandle, PlayerOptions } from '../../player/types.ts';
import { MissingRecording } from './MissingRecording.tsx';
import classes from './RecordingMedia.module.css';

type Props = {
  readonly recording: RecordingRow;
  /** Beside what the recording's own row says; read when its element is made. */
  readonly options?: Pick<PlayerOptions, 'channelCount' | 'jumpBackMs'>;
  readonly onReady: (player: PlayerHandle | null) => void;
  /** Of the picture's frame, where there is a picture; sound alone takes no room. */
  readonly className?: string | undefined;
  /** Over the picture. */
  readonly overlay?: ReactNode;
  /** Between the picture and what is the matter with it. */
  readonly children?: ReactNode;
};

/** A recording that can be played, wherever that is: its picture, and in words what is the matter when it does not play. */
export function RecordingMedia(props: Props): ReactElement {
  const { recording, options, onReady, className, overlay, children } = props;
  const { t } = useTranslation();
  const [error, setError] = useState<PlayerErrorKind | null>(null);
  /** Another address makes another element: a file that was put back is loaded anew. */
  const [round, setRound] = useState(0);
  return (
    <>
      <div className={recording.kind === 'video' ? className : classes['hidden']}>
        <Player
          kind={recording.kind}
          url={round === 0 ? mediaUrl(recording.id) : `${mediaUrl(recording.id)}?again=${round}`}
          options={{
            durationMs: recording.durationMs,
            averageFrameMs: recording.certificate.averageFrameMs,
            ...options,
          }}
          label={t('session.recording.picture', { name: recording.label })}
          className={classes['video'] ?? ''}
          onReady={onReady}
          onError={setError}
        />
        {overlay}
      </div>
      {children}
      <MissingRecording
        recording={recording}
        error={error}
        onBack={() => {
          setError(null);
          setRound(round + 1);
        }}
      />
    </>
  );
}
