import type { Session } from '../session.js'

/** Mark a severity in its colour: red for what stops, yellow for what one must know. */
export function severityLabel({ colors }: Session, severity: string): string {
  switch (severity) {
    case 'error':
      return colors.red('error')
    case 'warning':
      return colors.yellow('warning')
    case 'ok':
      return colors.green('ok')
    default:
      return colors.dim(severity)
  }
}
