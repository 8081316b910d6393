/** Our sign: a whole rest, what a score writes where an instrument keeps silent. */
export function RestMark() {
  return (
    <svg className="rest" viewBox="0 0 28 16" aria-hidden="true">
      <path d="M0 3h28v1.75H0zM7 4.5h14V12H7z" />
    </svg>
  )
}
