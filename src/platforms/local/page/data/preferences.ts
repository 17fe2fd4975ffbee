import { useLayoutEffect, useState } from 'preact/hooks';

export const looks = ['discord', 'slack'] as const;
export type Look = (typeof looks)[number];
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** A choice that outlives a reload; what is kept is checked, since another version may have kept it. */
export function useChoice<T extends string>(
  name: string,
  allowed: readonly T[],
  first: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    const kept = localStorage.getItem(`viva-${name}`);
    return allowed.find((one) => one === kept) ?? first;
  });
  const choose = (next: T) => {
    localStorage.setItem(`viva-${name}`, next);
    setValue(next);
  };
  return [value, choose];
}

/** Puts the look and the theme on the whole document; `system` follows the machine, also when it changes. */
export function useAppearance(look: Look, theme: Theme): void {
  // Before anything is painted, so that nothing flashes up in the other colours.
  useLayoutEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const show = () => {
      const shown = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
      document.documentElement.dataset.theme = shown;
      document.documentElement.dataset.look = look;
    };
    show();
    dark.addEventListener('change', show);
    return () => dark.removeEventListener('change', show);
  }, [look, theme]);
}
