import { z } from 'zod'

/** Name of an environment variable that holds a secret: the configuration file never holds the secret itself. */
export const environmentVariableName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'must be the NAME of an environment variable (capitals, digits, underscores), not its value')
