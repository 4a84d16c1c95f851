// A day, by the browser's own calendar. The mini-program has another file beside this one.
import type { ReactNode } from 'react'
import { textOf } from './parts'

export interface DateFieldProps {
  id: string
  label: string
  /** `2026-11-23`. */
  value: string
  onChange: (value: string) => void
}

export function DateField({ id, label, value, onChange }: DateFieldProps): ReactNode {
  return (
    <div className='field'>
      <label className='label' htmlFor={id}>{label}</label>
      <input className='input' id={id} type='date' value={value} onInput={(event) => onChange(textOf(event))} />
    </div>
  )
}
