import type { PersonId } from '@tacet/protocol/ids'
import type { Face } from '../stage/Tile.tsx'

/** Looks a person up. People the page does not know get a stand-in name. */
export type FaceOf = (person: PersonId) => Face
