import { type Device, listMicrophones } from '../../../recall/microphone.ts';
import { loadView, saveView } from '../../../state/view.ts';

const viewKey = 'recall microphone';

/**
 * The microphone that was chosen last on this device, if it is there; null: the system's own. Known by its name: its id
 * is another one at each start, because the browser makes it of the page's address.
 */
export async function keptMicrophone(): Promise<string | null> {
  const kept = await loadView(viewKey);
  const devices = await listMicrophones();
  return devices.find(({ label }) => label !== '' && label === kept)?.deviceId ?? null;
}

export function keepMicrophone(devices: readonly Device[], deviceId: string | null): void {
  saveView(viewKey, devices.find((device) => device.deviceId === deviceId)?.label ?? '');
}
