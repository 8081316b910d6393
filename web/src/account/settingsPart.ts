/** The parts of one's own settings, in the order of the list; each is `/settings/<part>`. */
export const SETTINGS_PARTS = [
  'account',
  'ringing',
  'sessions',
  'privacy',
  'devices',
  'keyboard',
  'appearance',
] as const
export type SettingsPart = (typeof SETTINGS_PARTS)[number]

/** The part an address names; null where it names none. */
export const settingsPart = (text: string | null): SettingsPart | null =>
  SETTINGS_PARTS.find(part => part === text) ?? null
