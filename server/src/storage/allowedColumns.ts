/**
 * Every column that may exist, and why. A column that is missing here, or that nobody has any more, fails a test: to
 * add one is a decision about privacy, taken where everybody sees it.
 */
export const allowedColumns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  organization: {
    id: 'there is one row',
    name: 'shown to everybody who signs in',
    call_retention_days: 'setting: how long call rows stay',
    hide_addresses: 'setting: direct calls run over our server',
    call_waiting: 'setting: whether a second call may wait',
    guest_links: 'setting: people without an account may come by link',
    created_at: 'when the server was set up',
  },
  person: {
    id: 'random; everything else points to it',
    name: 'how others see the person',
    name_key: 'the name without case and accents: order and search',
    email: 'what the person signs in with',
    password_hash: 'argon2id; the password itself is known to nobody',
    role: 'what the person may do',
    active: 'false once deactivated',
    created_at: 'shown to admins',
    hide_address: 'setting of theirs: in direct calls the other side does not learn their address',
  },
  session: {
    token_hash: 'finds the session of a cookie, which itself is kept by the browser alone',
    person_id: 'whose session it is',
    created_at: 'lets the person tell their sessions apart',
    expires_at: 'a midnight: tells no use finer than a day',
    label: 'what the person called it',
  },
  link: {
    id: 'lets an admin revoke it',
    kind: 'which one door it opens',
    secret_hash: 'finds the link of a secret, which itself is in the link alone',
    person_id: 'whose password it resets, or whom it signs in',
    email: 'whom it invites',
    role: 'what the invited person will be',
    created_by: 'who made it',
    created_at: 'order of the list',
    expires_at: 'when it is dead',
  },
  conversation: {
    id: 'random; everything in it points to it',
    kind: 'direct message or group',
    name: 'what the group is called',
    direct_key: 'two people have one direct message, not two',
    last_at: 'newest item: order of the list and of the items; goes back when that item is deleted',
    created_at: 'shown in its details',
  },
  membership: {
    conversation_id: 'which conversation',
    person_id: 'who is in it',
    moderator: 'may rename it and take people out',
    joined_at: 'who is next to moderate it',
    read_at: 'the item up to which the person has read; goes back when that item is deleted',
  },
  message: {
    id: 'random',
    conversation_id: 'where it stands',
    author_id: 'who wrote it',
    client_id: 'sent twice, it is kept once',
    text: 'the message',
    at: 'when it was sent: its place in the order',
  },
  // The eight fields, and there is no ninth.
  call: {
    id: 'random, drawn for the row: nothing links it to the call on the wire',
    conversation_id: 'where its line stands',
    kind: 'audio, video or screen, as it began',
    status: 'connecting, connected or not connected',
    started_by: 'who began it',
    started_at: 'when',
    ended_at: 'when a call that connected was over',
    ended_by: 'who hung up, or ended a conference for all',
  },
  device_entry: {
    person_id: 'whose list it is',
    seq: 'its place in the chain, which only ever grows by one; a reset begins anew',
    m: 'the list itself as a device of the person signed it: ids and public keys, nothing of a call',
    sig: 'the signature: other people check it, so that the server cannot write lists of its own',
    added_at: 'lets people see how long a device has been there',
  },
  device_label: {
    person_id: 'whose device it is',
    dev: 'which device of the list',
    label: 'what the person called it; only they see it',
  },
  call_block: {
    person_id: 'whose calls are meant: they chose it, and only they see it',
    blocked_id: 'whose calls don’t ring there; tells of no call',
  },
  kysely_migration: {
    name: 'which changes of the schema have been made',
    timestamp: 'when',
  },
  kysely_migration_lock: {
    id: 'there is one row',
    is_locked: 'two servers that start at once migrate one after the other',
  },
}
