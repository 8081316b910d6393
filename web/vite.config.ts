import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the server of a developer listens. */
const SERVER = process.env['TACET_ORIGIN'] ?? 'http://localhost:8080'

const proxied = (ws: boolean) => ({ target: SERVER, ws, changeOrigin: true, headers: { origin: SERVER } })

export default defineConfig({
  plugins: [
    lingui({
      cwd: import.meta.dirname,
      macroTransform: true,
      failOnMissing: true,
      failOnCompileError: true,
    }),
    react(),
  ],
  build: {
    target: ['chrome137', 'firefox140', 'safari18'],
    modulePreload: { polyfill: false },
    // Everything is a file of our own: data: URLs would hide bytes from the budget and loosen the policy.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': proxied(false), '/socket': proxied(true), '/sfu': proxied(true) } },
})
