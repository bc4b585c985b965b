import type { Finding } from '../market/finding.js'

/** Make a finding of the whole asset, without figures and without consequence, except for what is given. */
export function makeFinding({
  atMs = null,
  ...given
}: Pick<Finding, 'kind' | 'asset' | 'message'> & Partial<Omit<Finding, 'at'>> & { readonly atMs?: number | null }): Finding {
  const blank = { severity: 'warning', source: null, field: null, observed: null, reference: null, action: 'none' } as const
  return { ...blank, ...given, at: atMs === null ? null : new Date(atMs).toISOString() }
}
