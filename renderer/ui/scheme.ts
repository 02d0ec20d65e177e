import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { chooseScheme, type SchemeChoice, useInterface } from '../state/interface.ts';

/** What the person chose, and what that comes to now (`auto` follows the system). */
export function useScheme(): {
  readonly choice: SchemeChoice;
  readonly scheme: 'light' | 'dark';
  readonly choose: (choice: SchemeChoice) => void;
} {
  const { colorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  return { choice: colorScheme, scheme, choose: chooseScheme };
}

/** Called once: the choice kept with a study comes into force when the study is opened. */
export function useKeptScheme(): void {
  const { setColorScheme } = useMantineColorScheme();
  const kept = useInterface((state) => state.scheme);
  useEffect(() => {
    if (kept !== null) setColorScheme(kept);
  }, [kept, setColorScheme]);
}
