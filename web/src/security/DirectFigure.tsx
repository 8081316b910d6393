import { Trans, useLingui } from '@lingui/react/macro'
import { Computer, Padlock, ServerBox } from './drawing.tsx'

/** Green as in a call: the two have compared. */
export function DirectFigure() {
  const { t } = useLingui()
  return (
    <figure className="figure">
      <svg
        className="draw"
        viewBox="0 0 600 150"
        role="img"
        aria-label={t`Two devices, directly connected. The server above them only helps them to find each other.`}
      >
        <Computer x={30} y={72} name={t({ message: 'You', comment: 'on a drawn computer' })} />
        <Computer x={478} y={72} name="Ben" />
        <ServerBox x={270} y={10} />
        <path className="help" d="M136 80 260 36M464 80 340 36" />
        <g className="compared">
          <path className="talk-line" d="M146 104h308" />
          <Padlock x={300} y={104} />
        </g>
      </svg>
      <figcaption>
        <Trans>
          The solid line is the conversation. The dotted one is the help in finding each other: it sees who
          calls whom and when, but not what is said.
        </Trans>
      </figcaption>
    </figure>
  )
}
