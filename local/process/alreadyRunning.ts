import { PlimsollError } from '../../core/errors/plimsollError.js'

/** Another process keeps its state where this one was to start. */
export class AlreadyRunning extends PlimsollError {
  readonly code = 'ALREADY_RUNNING'

  constructor(
    readonly program: string,
    readonly pid: number,
    pidFile: string,
  ) {
    super({
      shortMessage: `${program} already runs on this data, as process ${pid}.`,
      metaMessages: [
        `It is named in ${pidFile}.`,
        'Remedy: stop the other Plimsoll (Ctrl-C where it runs), or start with another folder.',
      ],
    })
  }
}
