/** A figure that cannot be shown; the message says what is wrong with it, without naming folders of this machine. */
export class BadFigure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadFigure';
  }
}
