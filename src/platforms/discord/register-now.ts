import { type APIApplication, Routes } from 'discord.js';
import type { KeyValue } from '../../app/ports/system.ts';
import { type ApiOptions, openApi } from './api.ts';
import { startTrouble } from './errors.ts';
import { inviteLink } from './invite.ts';
import { registerCommands } from './register.ts';

/** Nothing is remembered, so that the commands are sent whether they changed or not. */
const noMemory: KeyValue = {
  get: async () => undefined,
  put: async () => {},
  drop: async () => {},
  all: async () => ({}),
};

/** Registers the commands whatever was registered before; gives the application's name and its invite link. */
export async function registerNow(options: ApiOptions): Promise<{ application: string; invite: string }> {
  const api = openApi(options);
  try {
    const application = (await api.patient.get(Routes.currentApplication())) as APIApplication;
    await registerCommands(api, application.id, noMemory);
    return { application: application.name, invite: inviteLink(application.id) };
  } catch (error) {
    throw startTrouble(error);
  }
}
