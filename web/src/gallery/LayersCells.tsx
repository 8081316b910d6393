import { MessageSquare, Plus } from 'lucide-react'
import { useState } from 'react'
import { Banner, type BannerTone } from '../ui/Banner.tsx'
import { BusyButton } from '../ui/BusyButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Question } from '../ui/Question.tsx'
import { ToastRegion } from '../ui/ToastRegion.tsx'
import { showToast } from '../ui/toasts.ts'
import { Cell } from './Cell.tsx'

const TONES: readonly BannerTone[] = ['plain', 'ok', 'srv', 'look', 'stop']

export function LayersCells() {
  const [open, setOpen] = useState<'dialog' | 'question' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Cell name="Banners">
        {TONES.map(tone => (
          <Banner key={tone} tone={tone} title={`Tone ${tone}.`}>
            What is safe, and what to do.
          </Banner>
        ))}
      </Cell>
      <Cell name="Over everything">
        <div className="line">
          <button type="button" className="btn" onClick={() => setOpen('dialog')}>
            Dialog
          </button>
          <button type="button" className="btn" onClick={() => setOpen('question')}>
            Question
          </button>
          <button type="button" className="btn" onClick={() => showToast('Something happened elsewhere')}>
            Toast
          </button>
        </div>
        {open === 'dialog' && (
          <Dialog
            title="A dialog"
            onClose={close}
            footer={
              <BusyButton busy={false} onPress={close}>
                Done
              </BusyButton>
            }
          >
            <p>It keeps the focus and gives it back.</p>
          </Dialog>
        )}
        {open === 'question' && (
          <Question title="End for all?" action="End for all" look="hang" onAction={close} onClose={close}>
            Five people are still there.
          </Question>
        )}
        <ToastRegion />
      </Cell>
      <Cell name="Nothing here yet">
        <EmptyState
          icon={MessageSquare}
          title="No conversation yet"
          action={
            <button type="button" className="btn main">
              <Plus className="i s" />
              Begin one
            </button>
          }
        >
          One sentence says what to do next.
        </EmptyState>
      </Cell>
    </>
  )
}
