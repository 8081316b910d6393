import { Frame, type PlaceProps } from './Frame.tsx'

export function SettingsPlace({ page, stage }: PlaceProps & { part: string | null }) {
  return (
    <Frame
      page={page}
      stage={stage}
      view="list"
      listName=""
      list={null}
      main={<main className="talk" />}
      side={null}
      onStored={() => undefined}
    />
  )
}
