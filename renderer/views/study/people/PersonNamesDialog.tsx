import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../../shared/model/rows.ts';
import { attempt, type CallFailure } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { downloadKeyFile } from '../../../desk/study/keyFile.ts';
import { useAppInfo } from '../../../state/app.ts';
import { showKeyFile } from '../../../state/names.ts';
import { tell } from '../../../state/notices.ts';
import { Dialog, DialogEnd } from '../../../ui/Dialog.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';

type Props = { readonly person: PersonRow; readonly onClose: () => void };
type Entry = { readonly names: string; readonly contact: string };

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** Who a participant is, in the key file and nowhere else. Nothing of it is kept by the page. */
export function PersonNamesDialog({ person, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, name } = person;
  const isDesktop = useAppInfo(({ info }) => info?.host === 'desktop');
  const [entry, setEntry] = useState<Entry | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  useEffect(() => {
    void attempt(client.names.list()).then((result) => {
      if (!result.ok) {
        setFailure(result.failure);
        return;
      }
      const found = result.value.find((one) => one.id === id);
      setEntry({ names: found?.names.join('\n') ?? '', contact: found?.contact ?? '' });
    });
  }, [id]);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (entry === null) return;
    setSaving(true);
    const call = client.names.set({
      personId: id,
      names: linesOf(entry.names),
      contact: entry.contact.trim(),
    });
    const result = await attempt(call);
    setSaving(false);
    if (!result.ok) {
      setFailure(result.failure);
      return;
    }
    showKeyFile(result.value);
    onClose();
    if (isDesktop) tell(t('keyFile.saved'));
    else await downloadKeyFile();
  }

  return (
    <Dialog onClose={onClose} title={t('keyFile.namesOf', { name })} centered>
      {entry === null && failure === null && <Waiting />}
      <form onSubmit={(event) => void save(event)}>
        {entry !== null && (
          <>
            <Textarea
              label={t('keyFile.namesField')}
              description={t('keyFile.namesHint')}
              value={entry.names}
              autosize
              minRows={3}
              maxRows={10}
              spellCheck={false}
              autoComplete="off"
              data-autofocus
              onChange={(event) => setEntry({ ...entry, names: event.currentTarget.value })}
            />
            <Textarea
              mt="md"
              label={t('keyFile.contact')}
              placeholder={t('keyFile.contactHint')}
              value={entry.contact}
              autosize
              minRows={2}
              maxRows={6}
              autoComplete="off"
              onChange={(event) => setEntry({ ...entry, contact: event.currentTarget.value })}
            />
          </>
        )}
        <DialogEnd failure={failure} onCancel={onClose}>
          <Button type="submit" loading={isSaving} disabled={entry === null}>
            {t(isDesktop ? 'keyFile.save' : 'keyFile.saveAndDownload')}
          </Button>
        </DialogEnd>
      </form>
    </Dialog>
  );
}
