import type { Role } from '@tacet/protocol/identity'

/**
 * Who may do one thing. For each role: the relations to the object of the action that allow it. An admin of the
 * organization is no member of other people's conversations, so even `admin` needs a relation.
 */
export interface Policy<R extends string = string> {
  /** `<feature>.<action>` */
  readonly name: string
  readonly allow: Readonly<Record<Role, readonly R[]>>
}

/** The one decision: everything that asks "may she?" asks here. */
export function may<R extends string>(role: Role, policy: Policy<R>, relation: R): boolean {
  return policy.allow[role].includes(relation)
}

/** Whether there is any relation by which this role may: what a door can decide before it knows the object. */
export function mayEver(role: Role, policy: Policy): boolean {
  return policy.allow[role].length > 0
}

type Table<R extends string> = Readonly<Record<string, Policy<R>['allow']>>

/** The policies of one feature, from a table action → role → relations. */
export function policies<const T extends Table<string>>(
  feature: string,
  table: T,
): { readonly [A in keyof T]: Policy<T[A][Role][number]> } {
  const entries = Object.entries(table).map(([action, allow]) => [
    action,
    { name: `${feature}.${action}`, allow },
  ])
  return Object.fromEntries(entries) as { readonly [A in keyof T]: Policy<T[A][Role][number]> }
}

/** One line of a table in which all roles are alike. */
export function everyRole<const R extends string>(...relations: readonly R[]): Policy<R>['allow'] {
  return { admin: relations, member: relations, restricted: relations, external: relations }
}
