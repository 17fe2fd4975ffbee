import type { Look, Theme } from '../data/preferences.ts';

export const lookNames: Record<Look, string> = { discord: 'Discord', slack: 'Slack' };
export const themeNames: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };
