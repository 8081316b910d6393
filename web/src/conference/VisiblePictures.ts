import type { RemoteSource, SfuLink } from '../media/ports.ts'

/** The page, and the small window that the call may have beside it. */
export type Viewer = 'page' | 'pop-out'

export interface Size {
  readonly width: number
  readonly height: number
}

interface Picture {
  readonly handle: string
  readonly source: RemoteSource
  readonly sizes: Map<Viewer, Size | null>
}

function largest(sizes: Iterable<Size | null>): Size | null {
  let most: Size | null = null
  for (const size of sizes) if (size !== null && (most === null || size.width > most.width)) most = size
  return most
}

/** How large each picture is looked at (CONF-11): by whoever looks closest, and still known to the next link. */
export class VisiblePictures {
  readonly #pictures = new Map<string, Picture>()

  look(link: SfuLink, viewer: Viewer, handle: string, source: RemoteSource, size: Size | null): void {
    const key = `${handle} ${source}`
    const picture = this.#pictures.get(key) ?? { handle, source, sizes: new Map() }
    this.#pictures.set(key, picture)
    picture.sizes.set(viewer, size)
    link.setVisible(handle, source, largest(picture.sizes.values()))
  }

  /** Tells a new link all that is known. */
  repeat(link: SfuLink): void {
    for (const { handle, source, sizes } of this.#pictures.values()) {
      link.setVisible(handle, source, largest(sizes.values()))
    }
  }
}
