/** How many random cases a property tries: all of them in `npm run test:long`, a seeded fifth in `npm test`. */
export function runs(all: number): number {
  return process.env.PLIMSOLL_TEST_LONG === '1' ? all : Math.ceil(all / 5)
}
