import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Where the server of a developer listens. */
const SERVER = process.env['TACET_ORIGIN'] ?? 'http://localhost:8080'

/** The component library brings its own few words in thirty languages; we speak two. */
function onlyOurLanguages(): Plugin {
  const foreign = /[\\/]react-(?:aria|stately)[\\/].*intl[\\/].*[\\/](?!en-US|de-DE)[a-z]{2}-[A-Z]{2}\.m?js$/
  return {
    name: 'only-our-languages',
    load: { filter: { id: foreign }, handler: () => 'export default {}' },
  }
}

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
    onlyOurLanguages(),
  ],
  build: {
    target: ['chrome137', 'firefox140', 'safari18'],
    modulePreload: { polyfill: false },
    // Everything is a file of our own: data: URLs would hide bytes from the budget and loosen the policy.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': proxied(false), '/socket': proxied(true), '/sfu': proxied(true) } },
})
