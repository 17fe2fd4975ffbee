/** What is said of a file that cannot stand in the answer itself. */

/** It went another way. */
export function fileSent(name: string): string {
  return `The file ${name} is in your direct messages with Viva.`;
}

/** It could not be sent as a file. */
export function fileAsText(name: string): string {
  return `${name} could not be sent as a file, so this is its text.`;
}

/** Nor as text: there is too much of it, or there is no private place for it. */
export function fileNotSent(name: string): string {
  return `${name} could not be sent to you. Allow direct messages from Viva and try again; if it stays so, ask whoever runs Viva.`;
}

/** The part of a text that is cut into several messages. */
export function filePart(name: string, part: number, of: number): string {
  return of === 1 ? name : `${name}, part ${part} of ${of}`;
}
