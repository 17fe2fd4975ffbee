/** What stands under the list of commands in `viva --help`. */
export const examples = `
Examples:
  viva start                     run Viva; without any token it opens the local page
  viva doctor                    look at everything and say how to mend it
  viva doctor --json             the same for scripts
  viva check                     name every mistake in the questions
  viva show DL0003               print a question; words of its title do as well
  viva search residual           find questions by their words
  viva browse --topic NL         list questions, newest first
  viva check --report            what the bank is made of, and how fair its choices are
  viva check --synonyms          what people's own answers were credited for by hand
  viva preview DL0003 --to shown
                                 the payloads of both services, and pictures of them
  viva import table.csv --dry-run
                                 what would become of each row
  viva export bank.apkg          a deck for Anki
  viva manifest                  what api.slack.com/apps, From a manifest, takes
  viva manifest --url https://viva.example
                                 the same for delivery by HTTP

Viva is set up by environment keys, or by a file .env beside it: .env.example shows each.
Setting up: docs/setup-discord.md, docs/setup-slack.md.`;
