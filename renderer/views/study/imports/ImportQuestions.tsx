import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Probe, Track } from '../../../../shared/model/recording.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { startImport } from '../../../state/importing.ts';
import { changeItem, type ImportItem } from '../../../state/imports.ts';
import { t } from '../../../ui/i18n.ts';
import classes from './imports.module.css';
import { TargetSelect } from './TargetSelect.tsx';

type Props = { readonly item: ImportItem; readonly onCancel: () => void };

/** Where the recording goes, what it is called, and which of its sounds is listened to. */
export function ImportQuestions({ item, onCancel }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, target, label, audioTrack, probe } = item;
  const sounds = probe?.tracks.filter(({ kind }) => kind === 'audio') ?? [];

  function start(event: FormEvent): void {
    event.preventDefault();
    void startImport(id);
  }

  return (
    <form className={classes['questions']} onSubmit={start}>
      {probe !== null && <p className={classes['facts']}>{factsOf(probe)}</p>}
      <TargetSelect
        value={target}
        onChange={(next) => changeItem(id, { target: next, isTargetChosen: true })}
      />
      <TextInput
        label={t('import.label')}
        value={label}
        maxLength={200}
        onChange={(event) => changeItem(id, { label: event.currentTarget.value })}
      />
      {sounds.length > 1 && (
        <NativeSelect
          label={t('import.track')}
          description={t('import.trackHint')}
          value={String(audioTrack ?? sounds[0]?.index ?? 0)}
          onChange={(event) => changeItem(id, { audioTrack: Number(event.currentTarget.value) })}
          data={sounds.map((track, place) => ({
            value: String(track.index),
            label: trackName(track, place + 1),
          }))}
        />
      )}
      <div className={classes['questionButtons']}>
        <Button type="submit">{t('import.start')}</Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

const channelsOf = (channels: number): string => t('import.channels', { count: channels });

/** "Video, 0:48:12, two channels": what a person recognises a file by. */
function factsOf({ durationMs, tracks }: Probe): string {
  const sound = tracks.find(({ kind }) => kind === 'audio');
  const hasPicture = tracks.some(({ kind }) => kind === 'video');
  return [
    t(hasPicture ? 'import.video' : 'import.audio'),
    durationMs === null ? t('import.unknownDuration') : formatTime(durationMs, 0),
    sound === undefined ? t('import.silent') : sound.channels === null ? null : channelsOf(sound.channels),
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}

function trackName({ title, language, channels }: Track, place: number): string {
  const facts = [title, language, channels === null ? null : channelsOf(channels)];
  return [t('import.trackNumber', { number: place }), ...facts.filter((fact) => fact !== null)].join(' · ');
}
