import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { usePresence } from '../../../state/presence.ts';
import { SoundIcon, VideoIcon, WarningIcon } from '../../../ui/icons.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import classes from './board.module.css';
import { useClockWords } from './clockWords.ts';
import { RelinkButton } from './RelinkButton.tsx';

type Props = { readonly recording: RecordingRow };

/** A recording: what it is, how long, what its clock is worth, and whether its file is there. */
export function RecordingLine({ recording }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, kind, label, durationMs, certificate } = recording;
  const isPresent = usePresence(id);
  const clock = useClockWords(certificate);
  const Icon = kind === 'video' ? VideoIcon : SoundIcon;
  return (
    <li className={classes['recording']}>
      <Icon className={classes['recordingIcon'] ?? ''} />
      <span className={classes['recordingLabel']} title={label}>
        {label}
      </span>
      <TimeText ms={durationMs} decimals={0} />
      {isPresent === false ? (
        <span className={classes['missing']}>
          <WarningIcon size="1.1em" />
          {t('board.missing')}
          <RelinkButton recording={recording} />
        </span>
      ) : (
        <span className={classes['clock']} data-truncated={certificate.isTruncated}>
          {clock}
        </span>
      )}
    </li>
  );
}
