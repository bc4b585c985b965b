/**
 * Give a child process this process's environment with some variables set.
 *
 * @param variables - override inherited ones of the same name.
 */
export function childEnvironment(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...variables }
}
