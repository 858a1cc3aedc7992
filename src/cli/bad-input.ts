/** Thrown when a command cannot be carried out for a reason that lies in what it was given; the message says all of it. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}
