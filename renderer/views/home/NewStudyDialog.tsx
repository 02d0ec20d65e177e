import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { useAppInfo } from '../../state/app.ts';
import { showDialog, useInterface } from '../../state/interface.ts';
import { openStudy } from '../../state/study.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';

/** Asks for the name of a new study and makes it. Mounted once; `showDialog('newStudy')` opens it from anywhere. */
export function NewStudyDialog(): ReactElement {
  const { t } = useTranslation();
  const isOpen = useInterface((state) => state.dialog === 'newStudy');
  return (
    <Modal
      opened={isOpen}
      onClose={() => showDialog(null)}
      title={t('home.createTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <NewStudyForm />
    </Modal>
  );
}

function NewStudyForm(): ReactElement {
  const { t } = useTranslation();
  const folder = useAppInfo(({ info }) => info?.studiesFolder ?? '');
  const [title, setTitle] = useState('');
  const [isMaking, setMaking] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    setMaking(true);
    const result = await openStudy(() => client.study.create({ title: title.trim() }));
    setMaking(false);
    if (result.ok) showDialog(null);
    else setFailure(result.failure);
  }

  return (
    <form onSubmit={(event) => void make(event)}>
      <TextInput
        label={t('home.createName')}
        description={t('home.createHint', { folder })}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={200}
        data-autofocus
      />
      {failure !== null && (
        <div style={{ marginTop: '1rem' }}>
          <FailureNotice failure={failure} />
        </div>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => showDialog(null)}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={isMaking} disabled={title.trim() === ''}>
          {t('home.create')}
        </Button>
      </Group>
    </form>
  );
}
