// @ts-check
/**
 * Who may import whom: the table of ARCHITECTURE.md as a machine reads it.
 * `scripts/check/borders.test.ts` plants one violation of every rule and sees it reported.
 */

/** Tests, and what several of them share. */
const TEST = '\\.test\\.tsx?$|/testing/'
const FEATURE = 'account|call|conference|conversation|device|organization|people|security|trust|upgrade'
const ENGINES = '^node_modules/(livekit-client|socket\\.io-client)/'

/** @typedef {import('dependency-cruiser').IRegularForbiddenRuleType} Rule */

/**
 * A rule that fails on every import of `from` that leads anywhere but to `allowed`.
 * @type {(name: string, comment: string, from: string, allowed: string[]) => Rule}
 */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TEST },
  to: { pathNot: allowed },
})

/**
 * A rule that fails on every import that leads from `from` to `to`.
 * @type {(name: string, comment: string, from: Rule['from'], to: Rule['to']) => Rule}
 */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** @type {{ forbidden: Rule[], options: import('dependency-cruiser').ICruiseOptions }} */
export default {
  forbidden: [
    never('no-cycle', 'Nothing imports itself in a round, types included.', {}, { circular: true }),
    never('no-unresolved', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    never(
      'no-import-of-tests',
      'The product never imports a test.',
      { pathNot: `${TEST}|^(e2e|bench/inside)/` },
      { path: TEST },
    ),

    only('protocol-is-alone', 'protocol imports zod and nothing else.', '^protocol/src/', [
      '^protocol/src/',
      '^node_modules/zod/',
    ]),
    only('domain-is-pure', 'domain imports protocol and nothing else.', '^domain/src/', [
      '^domain/src/',
      '^protocol/src/',
    ]),

    never('server-knows-no-web', 'server never imports web.', { path: '^server/' }, { path: '^(web|e2e)/' }),
    never(
      'server-store-is-private',
      'A feature of the server reaches another one by its use cases, never by its store.',
      { path: '^server/src/([^/]+)/', pathNot: TEST },
      { path: '^server/src/.+(/store|Store)\\.ts$', pathNot: '^server/src/$1/' },
    ),
    never(
      'server-engine-has-one-adapter',
      'Only server/src/sfu knows which conference engine it is.',
      { path: '^server/src/', pathNot: `^server/src/sfu/|${TEST}` },
      { path: '^node_modules/livekit-server-sdk/' },
    ),

    never('web-knows-no-server', 'web never imports server.', { path: '^web/' }, { path: '^(server|e2e)/' }),
    only('media-is-plain', 'web/src/media imports protocol, domain and its one engine.', '^web/src/media/', [
      '^web/src/media/',
      '^(protocol|domain)/src/',
      '^node_modules/livekit-client/',
    ]),
    only(
      'signaling-is-plain',
      'web/src/signaling imports protocol, domain and its one engine.',
      '^web/src/signaling/',
      ['^web/src/signaling/', '^(protocol|domain)/src/', '^node_modules/socket\\.io-client/'],
    ),
    never(
      'web-engines-are-behind-ports',
      'Nobody but media and signaling imports an engine library.',
      { path: '^web/', pathNot: `^web/src/(media|signaling)/|${TEST}` },
      { path: ENGINES },
    ),
    never(
      'web-feature-sees-ports-only',
      'A feature knows media and signalling by their ports.ts alone.',
      { path: `^web/src/(${FEATURE})/`, pathNot: TEST },
      { path: '^web/src/(media|signaling)/', pathNot: '^web/src/(media|signaling)/ports\\.ts$' },
    ),
    never(
      'web-features-stand-apart',
      'A feature never imports another one: web/src/app composes them.',
      { path: `^web/src/(${FEATURE})/`, pathNot: TEST },
      { path: `^web/src/(${FEATURE}|app)/`, pathNot: '^web/src/$1/' },
    ),
    only(
      'web-stage-shows-only',
      'web/src/stage imports React, ui, i18n and the ports of media.',
      '^web/src/stage/',
      [
        '^web/src/(stage|ui|i18n)/',
        '^web/src/media/ports\\.ts$',
        '^node_modules/(@types/react|react|react-dom|lucide-react|@lingui/(core|react))/',
      ],
    ),
    never(
      'web-stage-is-for-calls',
      'Only calls, conferences, what verifies calls, and the composition root show the stage.',
      {
        path: '^web/src/',
        pathNot: '^web/src/(stage|call|conference|trust|upgrade|app|gallery)/|^web/src/[^/]+$',
      },
      { path: '^web/src/stage/' },
    ),
    only(
      'web-ui-knows-no-domain',
      'web/src/ui imports React, the primitives library and i18n.',
      '^web/src/ui/',
      [
        '^web/src/(ui|i18n)/',
        '^node_modules/(@types/react|react|react-dom|lucide-react|@lingui/(core|react))/',
      ],
    ),

    never(
      'outside-knows-no-inside',
      'End-to-end tests, audit and benchmarks know the built product by its address; what stands in for a part of it, or measures one alone, lies in bench/inside.',
      { path: '^(e2e|audit|bench)/', pathNot: '^bench/inside/' },
      { path: '^(protocol|domain|server|web)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json'],
    },
  },
}
