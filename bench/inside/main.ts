import { SetUps } from './SetUps.ts'

// What the bench asks this page for: the border between its Node half and the product's own code.
Object.assign(window, { tacetSetUps: await SetUps.prepare() })
