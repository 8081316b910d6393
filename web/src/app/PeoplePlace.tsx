import { Frame, type PlaceProps } from './Frame.tsx'

export function PeoplePlace({ page, stage }: PlaceProps & { person: string | null }) {
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
