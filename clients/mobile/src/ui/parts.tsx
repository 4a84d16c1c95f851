// The parts that screens are made of. Real elements (`button`, `a`, `label`), so that keyboard and screen reader need no help.
import Taro from '@tarojs/taro'
import type { ReactNode } from 'react'
import { ApiError } from '@jinlin/sdk'
import { useWords } from '@/i18n'
import { IS_H5 } from '@/platform/api'

export type IconName =
  | 'people' | 'child' | 'wheel' | 'heart' | 'cloud' | 'talk2' | 'hand' | 'house' | 'shield' | 'dots' | 'home' | 'list'
  | 'bell' | 'gear' | 'work' | 'pin' | 'phone' | 'tick' | 'clock' | 'search' | 'logo' | 'face1' | 'face2' | 'face3' | 'face4' | 'face5'
  | 'speaker' | 'camera' | 'way' | 'star' | 'calendar' | 'paper' | 'alarm'

export function Icon({ name, big }: { name: IconName; big?: boolean }): ReactNode {
  return <span className={`ico i-${name}${big ? ' big' : ''}`} aria-hidden='true' />
}

interface ButtonProps {
  children: ReactNode
  onClick: () => void
  kind?: 'primary' | 'quiet' | 'danger' | 'plain'
  busy?: boolean
  icon?: IconName
  id?: string
}

export function Button({ children, onClick, kind = 'plain', busy, icon, id }: ButtonProps): ReactNode {
  return (
    <button
      type='button'
      id={id}
      className={`btn ${kind}${busy ? ' busy' : ''}`}
      aria-busy={busy ? true : undefined}
      onClick={() => busy || onClick()}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}

/** A number to dial: a link where there are links. */
export function Dial({ number, label, className, children }: { number: string; label: string; className: string; children: ReactNode }): ReactNode {
  if (IS_H5) {
    return (
      <a className={className} href={`tel:${number}`} aria-label={label}>
        {children}
      </a>
    )
  }
  return (
    <button type='button' className={className} aria-label={label} onClick={() => void Taro.makePhoneCall({ phoneNumber: number })}>
      {children}
    </button>
  )
}

export const EMERGENCY = [
  { number: '110', zh: '报警', en: 'Police' },
  { number: '119', zh: '火警', en: 'Fire' },
  { number: '120', zh: '急救', en: 'Ambulance' },
] as const

/** Before any form. The numbers are in the program and not from the server: they must be there without a network. */
export function EmergencyCalls({ names }: { names: (entry: (typeof EMERGENCY)[number]) => string }): ReactNode {
  const words = useWords()
  return (
    <section className='hotbar' aria-label={words.home.urgent}>
      <span className='hot-title'>{words.home.urgent}</span>
      <div className='hots'>
        {EMERGENCY.map((entry) => (
          <Dial key={entry.number} className='hot' number={entry.number} label={words.common.call(names(entry), entry.number)}>
            <span className='n'>{entry.number}</span>
            <span className='w'>{names(entry)}</span>
          </Dial>
        ))}
      </div>
    </section>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  options: readonly { value: T; text: string }[]
  value: T | undefined
  onChange: (value: T) => void
  wide?: boolean
}

export function Choice<T extends string>({ label, options, value, onChange, wide }: ChoiceProps<T>): ReactNode {
  return (
    <div className='choices' role='group' aria-label={label}>
      {options.map((option) => (
        <button
          type='button'
          key={option.value}
          className={`choice${option.value === value ? ' on' : ''}${wide ? ' wide' : ''}`}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.text}
        </button>
      ))}
    </div>
  )
}

export function Tick({ on, onChange, children }: { on: boolean; onChange: (on: boolean) => void; children: ReactNode }): ReactNode {
  return (
    <button type='button' className={`choice wide${on ? ' on' : ''}`} role='checkbox' aria-checked={on} onClick={() => onChange(!on)}>
      <span className='tickbox'>{on && <Icon name='tick' />}</span>
      <span className='grow'>{children}</span>
    </button>
  )
}

/** The text of an input event: `detail.value` in the mini-program, `target.value` in the browser. */
export function textOf(event: { target: unknown; detail?: unknown }): string {
  const detail = event.detail as { value?: unknown } | undefined
  if (typeof detail?.value === 'string') return detail.value
  return String((event.target as { value?: unknown }).value ?? '')
}

interface FieldProps {
  id: string
  label: string
  hint?: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  area?: boolean
  /** Digits only: the phone shows its large number keys. */
  digits?: number
  wrong?: string
  autoComplete?: string
  maxLength?: number
}

export function Field(props: FieldProps): ReactNode {
  const { id, label, hint, placeholder, value, onChange, area, digits, wrong, autoComplete, maxLength } = props
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined
  const shared = {
    id,
    placeholder,
    value,
    'aria-describedby': described,
    'aria-invalid': wrong ? true : undefined,
    onInput: (event: { target: unknown; detail?: unknown }) => onChange(digits ? textOf(event).replace(/\D/g, '').slice(0, digits) : textOf(event)),
  }
  return (
    <div className='field'>
      <label className='label' htmlFor={id}>{label}</label>
      {hint && <span className='hint' id={`${id}-hint`}>{hint}</span>}
      {area ? (
        <textarea {...shared} className='input area' maxLength={maxLength ?? 2000} rows={4} />
      ) : (
        <input
          {...shared}
          className={`input${digits ? ' digits' : ''}`}
          type={digits ? 'tel' : 'text'}
          inputMode={digits ? 'numeric' : undefined}
          maxLength={digits ?? maxLength ?? 200}
          autoComplete={autoComplete}
        />
      )}
      {wrong && <span className='wrong' id={`${id}-wrong`} role='alert'>{wrong}</span>}
    </div>
  )
}

/** What went wrong, in the server's own sentence, and a way on. */
export function Trouble({ error, again }: { error: ApiError; again?: () => void }): ReactNode {
  const words = useWords()
  return (
    <div className='card warm' role='alert'>
      <span className='p strong'>{error.offline ? words.common.offline : (error instanceof ApiError && error.message) || words.common.failed}</span>
      {error.offline && <span className='p soft'>{words.common.offlineMore}</span>}
      {again && <Button onClick={again}>{words.common.again}</Button>}
    </div>
  )
}

export function Loading(): ReactNode {
  return <span className='p soft' role='status'>{useWords().common.loading}</span>
}
