import { create } from 'zustand';
import type { AppInfo } from '../../shared/contract/app.ts';
import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';

/** What the page knows of its host; null until it has answered. */
export const useAppInfo = create<{ readonly info: AppInfo | null }>(() => ({ info: null }));

/** Called once, at the start. Known long before anybody can click: a file dialog must open within the click itself. */
export async function askAppInfo(): Promise<void> {
  const result = await attempt(client.app.info());
  if (result.ok) useAppInfo.setState({ info: result.value });
}

export const isDesktop = (): boolean => useAppInfo.getState().info?.host === 'desktop';
