/** An approval code as it stands behind the `#` of a link. */
export const CODE_FRAGMENT = /^[0-9A-HJKMNP-TV-Z]{16}$/

/** [DL-8] What the QR code of a new device holds: the page on which an older one approves it, the code in the fragment. */
export const approvalLink = (origin: string, code: string): string => `${origin}/settings/devices#${code}`
