/**
 * List the known names that a mistyped one may have meant, closest first, at most three.
 *
 * A name counts when it differs only in case, contains or is part of what was written, or is within a third of its length in
 * edits (insert, drop, replace, swap of neighbours).
 *
 * @source optimal string alignment distance (Damerau-Levenshtein restricted to one edit a position)
 */
export function closestNames(written: string, known: Iterable<string>): string[] {
  const wanted = written.toLowerCase()
  const limit = Math.max(1, Math.floor(wanted.length / 3))
  const ranked: { name: string; distance: number }[] = []
  for (const name of known) {
    const candidate = name.toLowerCase()
    const isPart = wanted.length >= 3 && (candidate.includes(wanted) || (candidate.length >= 3 && wanted.includes(candidate)))
    const distance = isPart ? Math.min(limit, Math.abs(candidate.length - wanted.length)) : editDistance(wanted, candidate, limit)
    if (distance <= limit) ranked.push({ name, distance })
  }
  ranked.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
  return ranked.slice(0, 3).map(({ name }) => name)
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(beforeLast, j - 2) + 1)
      row.push(best)
    }
    beforeLast = last
    last = row
  }
  return at(last, b.length)
}

function at(row: readonly number[], i: number): number {
  return row[i] as number
}
