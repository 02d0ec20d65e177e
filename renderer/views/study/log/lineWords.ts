import {
  type ExportKind,
  exportKinds,
  type LogLine,
  type OccurrenceDetails,
} from '../../../../shared/contract/log.ts';
import { editName } from '../../../commands/editName.ts';
import { mirror } from '../../../state/rows.ts';
import { t } from '../../../ui/i18n.ts';

const exportKindOf = (what: unknown): ExportKind | undefined => exportKinds.find((kind) => kind === what);

/** What happened, in a line. */
export function lineWords({ name, kind, details }: LogLine): string {
  const what = editName(name);
  switch (kind) {
    case 'edit':
      return what;
    case 'undo':
      return t('log.undone', { what });
    case 'redo':
      return t('log.redone', { what });
    case 'occurrence':
      return details === null ? what : occurrenceWords(name, what, details);
  }
}

function occurrenceWords(name: string, what: string, details: OccurrenceDetails): string {
  const exported = exportKindOf(details['what']);
  if (name === 'study.exported' && exported !== undefined)
    return t('log.exported', {
      what: t(`log.exportKind.${exported}`),
      rows: t('log.rows', { count: Number(details['rowCount']) }),
    });
  const { count } = details;
  return typeof count === 'number' && name !== 'journal.erased'
    ? `${what}, ${t('log.times', { count })}`
    : what;
}

/** A device is an id and nothing else; its end tells two apart. */
export function deviceWords(deviceId: string, own: string): string {
  return deviceId === own ? t('log.here') : t('log.elsewhere', { id: deviceId.slice(-6) });
}

export function whoWords(actor: LogLine['actor']): string {
  return actor === null ? t('log.nobody') : (mirror.get('person', actor)?.name ?? t('log.gone'));
}
