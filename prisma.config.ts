// The CLI looks for a schema engine it would have to download. Generating needs none, so any file
// that exists will do.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

import { defineConfig } from 'prisma/config'

export default defineConfig({ schema: 'prisma/schema.prisma' })
