import { Box, Button, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { useAppInfo } from '../../state/app.ts';
import { showDialog, useInterface } from '../../state/interface.ts';
import { openStudy } from '../../state/study.ts';
import { Dialog, DialogEnd } from '../../ui/Dialog.tsx';
import { NewPassphrase } from '../seal/NewPassphrase.tsx';

/** Asks for the name of a new study and makes it. Mounted once; `showDialog('newStudy')` opens it from anywhere. */
export function NewStudyDialog(): ReactElement {
  const { t } = useTranslation();
  const isOpen = useInterface((state) => state.dialog === 'newStudy');
  return (
    <Dialog isOpen={isOpen} onClose={() => showDialog(null)} title={t('home.createTitle')} centered>
      <NewStudyForm />
    </Dialog>
  );
}

function NewStudyForm(): ReactElement {
  const { t } = useTranslation();
  const folder = useAppInfo(({ info }) => info?.studiesFolder ?? '');
  const [title, setTitle] = useState('');
  const [isSealed, setSealed] = useState(true);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    setMaking(true);
    const result = await openStudy(() =>
      client.study.create({ title: title.trim(), passphrase: isSealed ? passphrase : null }),
    );
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
      <Radio.Group
        label={t('seal.create.how')}
        value={isSealed ? 'sealed' : 'clear'}
        onChange={(value) => setSealed(value === 'sealed')}
        mt="md"
      >
        <Stack gap="xs" mt="xs">
          <Radio value="sealed" label={t('seal.create.sealed')} description={t('seal.create.sealedHint')} />
          <Radio value="clear" label={t('seal.create.clear')} description={t('seal.create.clearHint')} />
        </Stack>
      </Radio.Group>
      {isSealed && (
        <Box mt="md">
          <NewPassphrase label={t('seal.passphrase')} onChange={setPassphrase} />
        </Box>
      )}
      <DialogEnd failure={failure} onCancel={() => showDialog(null)}>
        <Button
          type="submit"
          loading={isMaking}
          disabled={title.trim() === '' || (isSealed && passphrase === null)}
        >
          {t('home.create')}
        </Button>
      </DialogEnd>
    </form>
  );
}
