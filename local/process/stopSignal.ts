/** What asks a process to stop. */
export type StopSignal = 'SIGINT' | 'SIGTERM'

/** Exit codes of a process that was asked to stop, as a shell tells them: 128 and the signal's number. */
export const STOP_EXIT_CODES: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 }
