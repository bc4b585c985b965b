// Loaded into a process with `node --import`: prints the process's peak resident memory when it ends.
import { readFileSync, writeSync } from 'node:fs'

process.on('exit', () => {
  writeSync(2, `\npeak resident memory ${peakKb()} kB\n`)
})

// On Linux the kernel's own count of this program: what getrusage says may be the parent's peak, which a fork hands down.
function peakKb() {
  try {
    const [, kb] = readFileSync('/proc/self/status', 'utf8').match(/^VmHWM:\s+(\d+) kB$/m) ?? []
    if (kb !== undefined) return Number(kb)
  } catch {
    // Not Linux: the next best.
  }
  return process.resourceUsage().maxRSS
}
