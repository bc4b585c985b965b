import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { PartNotAdded, registry } from '../../core/registry.js'

const part = (kind: string) => ({ kind, form: z.strictObject({ kind: z.literal(kind), size: z.number() }) })
const made = () => registry([part('one'), part('two')])

describe('registry', () => {
  it('default: a part is found by its kind, and a value is read by the form of the part that it names', () => {
    const parts = made()
    const schema = parts.schema('kind', ({ form }) => form)
    expect(parts.find('two')?.kind).toBe('two')
    expect(parts.find('three')).toBeUndefined()
    expect(schema.parse({ kind: 'two', size: 3 })).toEqual({ kind: 'two', size: 3 })
    expect(schema.safeParse({ kind: 'three', size: 3 }).success).toBe(false)
    expect(schema.safeParse({ kind: 'two', size: 'large' }).error?.issues[0]?.path).toEqual(['size'])
  })

  it('behavior: a part that is added before the form is used is read too', () => {
    const parts = made()
    const schema = parts.schema('kind', ({ form }) => form)
    parts.add(part('three'))
    expect(schema.parse({ kind: 'three', size: 3 })).toEqual({ kind: 'three', size: 3 })
    expect(parts.all().map(({ kind }) => kind)).toEqual(['one', 'two', 'three'])
  })

  it('error: PartNotAdded where the kind is taken, or the form was used before', () => {
    const parts = made()
    expect(() => parts.add(part('one'))).toThrow(PartNotAdded)
    parts.schema('kind', ({ form }) => form).safeParse({})
    expect(() => parts.add(part('three'))).toThrow(/a value of its sort was read before/)
    expect(parts.find('three')).toBeUndefined()
  })

  it('behavior: no part at all reads nothing', () => {
    const none = registry<ReturnType<typeof part>>([])
    expect(none.schema('kind', ({ form }) => form).safeParse({ kind: 'one', size: 3 }).success).toBe(false)
  })
})
