// A day, by WeChat's own picker: a mini-program's inputs know no dates.
import { Picker } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { DateFieldProps } from './DateField'

export function DateField({ id, label, value, onChange }: DateFieldProps): ReactNode {
  return (
    <div className='field'>
      <span className='label'>{label}</span>
      <Picker id={id} mode='date' value={value} onChange={(event) => onChange(event.detail.value)}>
        <div className='input'>{value}</div>
      </Picker>
    </div>
  )
}
