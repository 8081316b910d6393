import { Mic, PanelRight, Plus, Search, Settings, Trash2, UserPlus } from 'lucide-react'
import { BusyButton } from '../ui/BusyButton.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { MenuButton } from '../ui/MenuButton.tsx'
import { Cell } from './Cell.tsx'

const LOOKS = ['', 'main', 'plain', 'danger', 'hang'] as const
const STATES = ['', 'is-hover', 'is-press', 'is-focus'] as const
const nothing = () => undefined

export function ControlsCells() {
  return (
    <>
      <Cell name="Buttons: resting, hover, press, focus, disabled, busy">
        {LOOKS.map(look => (
          <div className="line" key={look}>
            {STATES.map(state => (
              <button type="button" key={state} className={`btn ${look} ${state}`}>
                {look || 'button'}
              </button>
            ))}
            <button type="button" className={`btn ${look}`} disabled>
              {look || 'button'}
            </button>
            <BusyButton look={look} busy>
              {look || 'button'}
            </BusyButton>
          </div>
        ))}
        <div className="line">
          <button type="button" className="btn small">
            small
          </button>
          <button type="button" className="btn main big">
            <Plus className="i" />
            big
          </button>
        </div>
      </Cell>
      <Cell name="Icon buttons">
        <div className="line">
          <IconButton name="Details" icon={PanelRight} onPress={nothing} />
          <IconButton name="Details" icon={PanelRight} className="is-hover" onPress={nothing} />
          <IconButton name="Details" icon={PanelRight} className="is-focus" onPress={nothing} />
          <IconButton name="Details" icon={PanelRight} pressed onPress={nothing} />
          <IconButton name="Details" icon={PanelRight} disabled onPress={nothing} />
          <IconButton name="Details" icon={PanelRight} small onPress={nothing} />
        </div>
        <div className="line">
          <div className="group">
            <IconButton name="Microphone" icon={Mic} onPress={nothing} />
            <IconButton name="Settings" icon={Settings} onPress={nothing} />
          </div>
          <button type="button" className="link">
            A link
          </button>
          <kbd>M</kbd>
        </div>
      </Cell>
      <Cell name="Menu">
        <div className="line">
          <MenuButton
            name="Add or remove"
            commands={[
              { key: 'add', name: 'Add person', icon: UserPlus, onPress: nothing },
              { key: 'find', name: 'Find person', icon: Search, onPress: nothing },
              { key: 'drop', name: 'Remove person', icon: Trash2, danger: true, onPress: nothing },
            ]}
          >
            <Plus className="i" />
          </MenuButton>
        </div>
      </Cell>
    </>
  )
}
