import { existsSync } from 'node:fs'

/** Reads `.env` of the working directory, if there is one. What is set already stays. */
export function loadDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env')
}
