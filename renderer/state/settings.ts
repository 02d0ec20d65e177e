import { defaultStudySettings, type StudySettings } from '../../shared/model/settings.ts';
import { client } from '../api/client.ts';
import { actorNow } from './interface.ts';
import type { RowReader } from './mirror.ts';
import { orShow } from './notices.ts';
import { mirror, useRows, write } from './rows.ts';

/** What the study decides for everybody in it: look-back, leads, how sure coders say they are. */
export function readSettings(rows: RowReader): StudySettings {
  return rows.all('study')[0]?.settings ?? defaultStudySettings;
}

export function useSettings(): StudySettings {
  return useRows(readSettings);
}

export function settingsNow(): StudySettings {
  return readSettings(mirror);
}

export async function changeSettings(settings: Partial<StudySettings>): Promise<void> {
  await orShow(write(client.study.configure({ settings, actor: actorNow() })));
}
