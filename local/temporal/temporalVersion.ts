/**
 * The Temporal CLI that Plimsoll downloads or builds. Later tags carry a `replace` in their go.mod and cannot be installed
 * by `go install`.
 */
export const temporalVersion = '1.5.1'
