import { Choices } from '../ui/Choices.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { Dial } from '../ui/Dial.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { Select } from '../ui/Select.tsx'
import { SwitchSetting } from '../ui/Setting.tsx'
import { TextField } from '../ui/TextField.tsx'
import { Cell, Holding } from './Cell.tsx'

const STOPS = ['none', '1', '7', '30', 'all'].map(mark => ({ mark, name: mark }))

export function FormsCells() {
  return (
    <>
      <Cell name="Fields">
        <Holding first="Anna Keller">
          {(value, change) => (
            <TextField label="Name" value={value} onChange={change} hint="As others see it." />
          )}
        </Holding>
        <Holding first="anna@">
          {(value, change) => (
            <TextField
              label="E-mail"
              type="email"
              value={value}
              onChange={change}
              error="This is not an e-mail address."
            />
          )}
        </Holding>
        <Holding first="correct horse">
          {(value, change) => (
            <PasswordField label="Password" autoComplete="new-password" value={value} onChange={change} big />
          )}
        </Holding>
        <TextField label="Disabled" value="fixed" onChange={() => undefined} disabled />
        <CopyField label="Link" value="https://tacet.example.org/invitation#secret" hint="Works once." />
      </Cell>
      <Cell name="Choices">
        <Holding<'one' | 'two'> first="one">
          {(value, change) => (
            <>
              <Select label="Select" value={value} options={{ one: 'One', two: 'Two' }} onChange={change} />
              <SegmentedControl
                name="Segments"
                options={[
                  { key: 'one', name: 'One' },
                  { key: 'two', name: 'Two' },
                ]}
                value={value}
                onChange={change}
              />
              <Choices
                name="Choices"
                value={value}
                choices={[
                  { key: 'one', name: 'One', hint: 'With what follows from it.' },
                  { key: 'two', name: 'Two', hint: 'With what else would follow.' },
                ]}
                onChange={change}
              />
            </>
          )}
        </Holding>
        <Holding first={2}>
          {(at, change) => (
            <Dial label="A dial" stops={STOPS} at={at} onChange={change} hint="What the stop means." />
          )}
        </Holding>
      </Cell>
      <Cell name="Settings">
        <Holding first={true}>
          {(on, change) => (
            <div>
              <SwitchSetting
                title="A switch"
                hint="The consequence stands beside it."
                on={on}
                onChange={change}
              />
              <SwitchSetting
                title="Not allowed"
                hint="A control that isn’t allowed is disabled, and the reason stands here."
                on={false}
                onChange={change}
                disabled
              />
            </div>
          )}
        </Holding>
      </Cell>
    </>
  )
}
