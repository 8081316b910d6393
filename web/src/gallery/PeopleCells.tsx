import { AudioLines, BadgeCheck, Info, UsersRound } from 'lucide-react'
import { Avatar } from '../ui/Avatar.tsx'
import { type DotShape, PresenceDot } from '../ui/PresenceDot.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { Cell } from './Cell.tsx'

const NAMES = [
  'Anna Keller',
  'محمد الحداد',
  'Jean-Baptiste de la Rochefoucauld-Montbrun',
  'Noor 🌻',
  '🌻',
  '李小龍',
] as const
const SHAPES: readonly DotShape[] = ['full', 'ring', 'bar', 'handset']
const TONES = ['', 'ok', 'srv', 'look', 'stop'] as const

export function PeopleCells() {
  return (
    <>
      <Cell name="Rows: long, right-to-left and emoji names; presence">
        <div className="pad">
          {NAMES.map((name, index) => {
            const shape = SHAPES[index]
            return (
              <a key={name} className={index === 0 ? 'row unread' : 'row'} href="#rows">
                <Avatar id={name} name={name}>
                  {shape && <PresenceDot shape={shape} name={shape} />}
                </Avatar>
                <div>
                  <span className="line">
                    <span className="name cut" dir="auto">
                      {name}
                    </span>
                    <time>9:41</time>
                  </span>
                  <span className="line">
                    <span className="what cut">The last thing that was written here</span>
                    {index === 0 && <span className="count">2</span>}
                  </span>
                </div>
              </a>
            )
          })}
          <a className="row" href="#rows" aria-current="page">
            <span className="av sq">
              <UsersRound className="i s" />
            </span>
            <div>
              <span className="name cut">A group</span>
              <span className="line">
                <span className="what cut">Chosen, and live</span>
                <span className="live">
                  <AudioLines className="i" />5
                </span>
              </span>
            </div>
          </a>
        </div>
      </Cell>
      <Cell name="Avatars, tags, marks">
        <div className="line">
          {[24, 32, 48, 72].map(size => (
            <Avatar key={size} id="Anna Keller" name="Anna Keller" size={size} />
          ))}
        </div>
        <div className="line">
          {TONES.map(tone => (
            <span key={tone} className={`tag ${tone}`}>
              <Info className="i" />
              {tone || 'tag'}
            </span>
          ))}
        </div>
        <div className="line">
          <span className="mark ok">
            <BadgeCheck className="i" />
            mark
          </span>
        </div>
      </Cell>
      <Cell name="Waiting for a list">
        <div className="pad">
          <SkeletonRows rows={4} />
        </div>
      </Cell>
    </>
  )
}
