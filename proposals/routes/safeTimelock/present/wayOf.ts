import type { SafeTimelockBinding } from '../safeTimelockBinding.js'

/** Tell in one line, in Markdown, how a proposal gets to its execution. */
export function wayOf({ safe, timelock, operation }: Pick<SafeTimelockBinding, 'safe' | 'timelock' | 'operation'>): string {
  return `Safe \`${safe}\` → timelock \`${timelock}\` (${duration(operation.delaySeconds)}) → execution`
}

function duration(seconds: number): string {
  return seconds % 3_600 === 0 ? `${seconds / 3_600} h delay` : `${seconds} s delay`
}
