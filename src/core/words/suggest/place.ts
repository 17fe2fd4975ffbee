import { type Suggestion, suggestion } from './suggestion.ts';

/** A role, as it is written for a setting: `@members`. */
export function roleSuggestion(role: string): Suggestion {
  return suggestion(`@${role}`, 'who holds this role');
}

/** A channel for a setting; as a grant it stands for the people who see it. */
export function channelSuggestion(name: string, asGrant: boolean): Suggestion {
  return suggestion(`#${name}`, asGrant ? 'who sees this channel' : 'this channel');
}
