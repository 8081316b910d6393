/** The server can't start; the message is one sentence for the operator, with the way out. */
export class StartError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StartError'
  }
}
