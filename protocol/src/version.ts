/**
 * Number of the protocol between page and server. A page that speaks another number is told to reload.
 *
 * 1 · first version: conversations, direct calls by legs, conferences by tickets
 * 2 · device lists; every message of a direct call is signed
 * 3 · calls connect while they ring, survive a reload and lost messages; credentials of the relay are renewed; a
 *     person's own settings, status, and blocked callers; direct calls become conferences; conferences ring
 */
export const PROTOCOL_VERSION = 3
