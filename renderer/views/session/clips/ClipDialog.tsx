import { Button, Checkbox, NativeSelect, NumberInput, Text } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { consentUses } from '../../../../shared/model/consent.ts';
import { type ClipQuestion, closeClips, exportClips, useClipQuestion } from '../../../desk/clips/clipping.ts';
import { useExportChoice } from '../../../desk/session/export.ts';
import { Dialog, DialogEnd } from '../../../ui/Dialog.tsx';

/** Asks how clips are to be made. Once it is answered they are made beside the work. */
export function ClipDialog(): ReactElement | null {
  const { t } = useTranslation();
  const { question } = useClipQuestion();
  if (question === null) return null;
  return (
    <Dialog centered onClose={closeClips} title={t('clip.title')} closeLabel={t('common.cancel')}>
      <Form question={question} />
    </Dialog>
  );
}

const mostMarginSeconds = 60;

function Form({ question }: { readonly question: ClipQuestion }): ReactElement {
  const { t } = useTranslation();
  const [seconds, setSeconds] = useState<number | string>(0);
  const [isRedacted, setRedacted] = useState(true);
  const { use } = useExportChoice();
  const isWhole = question.kind === 'recording';
  const text =
    question.kind === 'recording'
      ? t('clip.textRecording')
      : question.kind === 'span'
        ? t('clip.textSpan')
        : question.kind === 'moment'
          ? t('clip.textMoment')
          : question.kind === 'results'
            ? t('clip.textResults', { count: question.count })
            : t('clip.textListed', { count: question.momentIds.length });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    exportClips(question, { marginMs: Math.round(Number(seconds) * 1000), isRedacted, use });
  };

  return (
    <form onSubmit={send}>
      <Text>{text}</Text>
      {question.kind === 'results' && question.spans.length > question.count && (
        <Text mt="xs">{t('clip.textParts', { count: question.spans.length })}</Text>
      )}
      <Text size="sm" c="dimmed" mt="xs">
        {t('clip.named')}
      </Text>
      <NativeSelect
        mt="md"
        data-autofocus
        label={t('consent.exportFor')}
        description={t('clip.useHint')}
        value={use}
        data={consentUses.map((each) => ({ value: each, label: t(`consent.use.${each}`) }))}
        onChange={({ currentTarget: { value } }) =>
          useExportChoice.setState({ use: consentUses.find((each) => each === value) ?? use })
        }
      />
      {!isWhole && (
        <>
          <NumberInput
            mt="md"
            label={t('clip.margin')}
            value={seconds}
            min={0}
            max={mostMarginSeconds}
            step={1}
            clampBehavior="strict"
            onChange={setSeconds}
          />
          <Checkbox
            mt="md"
            label={t('clip.cover')}
            checked={isRedacted}
            {...(isRedacted ? {} : { description: t('clip.coverOff') })}
            onChange={(event) => setRedacted(event.currentTarget.checked)}
          />
        </>
      )}
      <DialogEnd onCancel={closeClips}>
        <Button type="submit">{t('clip.export')}</Button>
      </DialogEnd>
    </form>
  );
}
