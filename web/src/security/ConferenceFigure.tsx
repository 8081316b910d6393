import { Trans, useLingui } from '@lingui/react/macro'
import { Computer, Padlock, ServerBox } from './drawing.tsx'

export function ConferenceFigure() {
  const { t } = useLingui()
  return (
    <figure className="figure">
      <svg
        className="draw"
        viewBox="0 0 600 208"
        role="img"
        aria-label={t`Three devices, each connected to the server by an encrypted line of its own. The lines meet in the server.`}
      >
        <Computer x={30} y={130} name={t({ message: 'You', comment: 'on a drawn computer' })} />
        <Computer x={254} y={130} name="Carla" />
        <Computer x={478} y={130} name="Ben" />
        <ServerBox x={270} y={10} />
        <g className="to-server">
          <path className="talk-line" d="M96 120 256 42M504 120 344 42M300 120V58" />
          <Padlock x={176} y={81} />
          <Padlock x={300} y={88} />
          <Padlock x={424} y={81} />
        </g>
      </svg>
      <figcaption>
        <Trans>
          Each line is encrypted by itself. They meet in the server: there sound and picture lie open, in
          memory, for the moment in which they are passed on.
        </Trans>
      </figcaption>
    </figure>
  )
}
