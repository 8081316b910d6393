import { defineConfig } from '@playwright/test'

const SCREENSHOTS = 'screenshots.spec.ts'

/** Scenes in real browsers. Two cores hold one scene at a time, and a scene that fails once has failed. */
export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : 'list',
  projects: [
    { name: 'scenes', testMatch: '*.spec.ts', testIgnore: SCREENSHOTS },
    { name: 'screenshots', testMatch: SCREENSHOTS },
  ],
})
