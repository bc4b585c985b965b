/** Keep the current value where a parameter would move by less than the minimum: not worth a change, its gas and its cooldown. */
export function minimumMove(currentBps: number, wishBps: number, minimumMoveBps: number): number {
  return Math.abs(wishBps - currentBps) < minimumMoveBps ? currentBps : wishBps
}
