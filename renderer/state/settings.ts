import { defaultStudySettings, type StudySettings } from '../../../../shared/model/settings.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import type { RowReader } from '../../../state/mirror.ts';
import { orShow } from '../../../state/notices.ts';
import { mirror, write } from '../../../state/rows.ts';

export function readSettings(rows: RowReader): StudySettings {
  return rows.all('study')[0]?.settings ?? defaultStudySettings;
}

export function settingsNow(): StudySettings {
  return readSettings(mirror);
}

export async function changeSettings(settings: Partial<StudySettings>): Promise<void> {
  await orShow(write(client.study.configure({ settings, actor: actorNow() })));
}
