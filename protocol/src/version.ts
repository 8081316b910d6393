/**
 * Number of the protocol between page and server. A page that speaks another number is told to reload.
 *
 * 1 · first version: conversations, direct calls by legs, conferences by tickets
 */
export const PROTOCOL_VERSION = 1
