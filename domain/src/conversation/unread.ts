/** Beyond this the number itself says nothing more: shown as "99+". */
export const UNREAD_MAX = 100
