import { defineConfig } from 'vitest/config'

/** The rooms whose tests run under Node. A test lies beside what it tests. */
const ROOMS = ['protocol', 'domain', 'server', 'web', 'scripts', 'bench']

export default defineConfig({
  test: {
    projects: ROOMS.map(room => ({
      test: {
        name: room,
        root: `./${room}`,
        include: ['**/*.test.ts', '**/*.test.tsx'],
        environment: 'node',
        // Tests wait for facts; a busy machine may take its time over them.
        testTimeout: 60_000,
        hookTimeout: 60_000,
        // A test that leaves a timer or a socket behind is a defect: it shows up as a hanging worker.
        teardownTimeout: 5_000,
      },
    })),
  },
})
