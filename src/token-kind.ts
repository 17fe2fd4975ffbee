/** What somebody put where another token belongs, by its shape alone; undefined where it looks like nothing known. */
export function kindOfToken(value: string): string | undefined {
  return kinds.find(([pattern]) => pattern.test(value))?.[1];
}

const kinds: [RegExp, string][] = [
  [/^xoxb-/, 'a Slack bot token, which belongs into SLACK_BOT_TOKEN'],
  [/^xapp-/, 'a Slack app-level token, which belongs into SLACK_APP_TOKEN'],
  [/^xoxp-/, 'a Slack user token: the bot’s is called Bot User OAuth Token'],
  [/^xoxe[.-]/, 'a Slack token that rotates: switch token rotation off in the app'],
  [/^xox[a-z]-/, 'a Slack token of another kind'],
  [/^(Bot|Bearer) /, `a token with the word that programs write before it: leave the word out`],
  [/^[\w-]{23,}\.[\w-]{6,7}\.[\w-]{27,}$/, 'a Discord bot token, which belongs into DISCORD_TOKEN'],
  [/^\d{17,20}$/, 'the id of an application or of something else on Discord'],
  [/^[0-9a-f]{64}$/, 'a Discord application’s public key'],
  [/^[0-9a-f]{32}$/, 'a Slack signing secret or client secret'],
  [/^[\w-]{32}$/, 'a Discord client secret: the bot’s token is on the page Bot'],
];
