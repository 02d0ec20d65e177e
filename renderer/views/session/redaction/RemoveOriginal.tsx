import { Button, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { removeOriginal } from '../../../desk/redaction/redacting.ts';
import { Dialog, DialogEnd } from '../../../ui/Dialog.tsx';

/** The one thing here that cannot be undone: asked for in a dialog, and by a word that is typed. */
export function RemoveOriginal({ recording }: { readonly recording: RecordingRow }): ReactElement {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button variant="subtle" color="red" size="compact-sm" onClick={() => setAsked(true)}>
        {t('redaction.original.button')}
      </Button>
      {isAsked && (
        <Dialog
          centered
          title={t('redaction.original.title')}
          closeLabel={t('common.cancel')}
          onClose={() => setAsked(false)}
        >
          <Question recording={recording} onClose={() => setAsked(false)} />
        </Dialog>
      )}
    </>
  );
}

type QuestionProps = { readonly recording: RecordingRow; readonly onClose: () => void };

function Question({ recording, onClose }: QuestionProps): ReactElement {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const word = t('redaction.original.word');
  const isConfirmed = typed.trim().toLowerCase() === word;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!isConfirmed) return;
    removeOriginal(recording.id);
    onClose();
  };
  return (
    <form onSubmit={send}>
      <Text>{t('redaction.original.text', { name: recording.label })}</Text>
      <Text mt="xs">{t('redaction.original.kept')}</Text>
      <TextInput
        mt="md"
        data-autofocus
        autoComplete="off"
        label={t('redaction.original.type', { word })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <DialogEnd onCancel={onClose}>
        <Button type="submit" color="red" disabled={!isConfirmed}>
          {t('redaction.original.confirm')}
        </Button>
      </DialogEnd>
    </form>
  );
}
