/** Browsers that keep their permissions in different places. */
export type BrowserKind =
  | 'chrome'
  | 'edge'
  | 'firefox'
  | 'safari'
  | 'android-chrome'
  | 'android-firefox'
  | 'iphone'
  | 'other'

/** Which of them this is, by what it says of itself. `touches`: an iPad says that it is a Mac, but can be touched. */
export function readBrowser(userAgent: string, touches: boolean): BrowserKind {
  const has = (word: string) => userAgent.includes(word)
  // All browsers there are Safari inside.
  if (has('iPhone') || has('iPad') || (has('Macintosh') && touches)) return 'iphone'
  if (has('Firefox/')) return has('Android') ? 'android-firefox' : 'firefox'
  if (has('Edg/')) return 'edge'
  if (has('Chrome/')) return has('Android') ? 'android-chrome' : 'chrome'
  return has('Safari/') ? 'safari' : 'other'
}
