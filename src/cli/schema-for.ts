/** One file of models for two databases. */

export const dialects = ['sqlite', 'postgresql'] as const
export type Dialect = (typeof dialects)[number]

/** The schema of the other database: same models, its own provider and client folder. */
export function schemaFor(dialect: Dialect, schema: string): string {
  if (dialect === 'sqlite') return schema
  return schema
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('store/generated/sqlite', 'store/generated/postgres')
}
