import { MigrationProblem } from '../store/migrations.ts'
import { StoreProblem } from '../store/store-problem.ts'

/** Runs a command; what a person can put right is said in words, without a stack. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!(error instanceof MigrationProblem || error instanceof StoreProblem)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
