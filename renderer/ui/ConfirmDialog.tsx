import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';

export type Question = {
  readonly title: string;
  /** What will be gone or changed, in full sentences. */
  readonly text: string;
  /** The verb of the thing itself ("Remove recording"), never "OK". */
  readonly confirmLabel: string;
  readonly isDangerous?: boolean;
};

type Asked = Question & { readonly answer: (isYes: boolean) => void };

const useQuestion = create<{ asked: Asked | null }>(() => ({ asked: null }));

/** Asks before what cannot be undone; everything that can be is done at once. False when another question is open. */
export function confirm(question: Question): Promise<boolean> {
  if (useQuestion.getState().asked !== null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const answer = (isYes: boolean): void => {
      useQuestion.setState({ asked: null });
      resolve(isYes);
    };
    useQuestion.setState({ asked: { ...question, answer } });
  });
}

/** Mounted once, by the page. */
export function ConfirmHost(): ReactElement | null {
  const { t } = useTranslation();
  const { asked } = useQuestion();
  if (asked === null) return null;
  return (
    <Modal opened onClose={() => asked.answer(false)} title={asked.title} centered withCloseButton={false}>
      <Text>{asked.text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" data-autofocus onClick={() => asked.answer(false)}>
          {t('common.cancel')}
        </Button>
        <Button {...(asked.isDangerous === true ? { color: 'red' } : {})} onClick={() => asked.answer(true)}>
          {asked.confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
