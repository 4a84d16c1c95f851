import type { ReactNode } from 'react'
import { categoryOf, type Taxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { go } from '@/platform/nav'
import { moment, span } from '@/platform/time'
import { isRunning, type NeedRow } from './reading'

export function NeedCard({ need, taxonomy }: { need: NeedRow; taxonomy: Taxonomy | undefined }): ReactNode {
  const words = useWords()
  const category = categoryOf(taxonomy, need.category)
  return (
    <button type='button' className='card tap need-card' onClick={() => go('need', { id: need.id })}>
      <span className={`chip ${need.state === 'open' || need.state === 'done' ? 'warm' : isRunning(need) ? '' : 'grey'}`}>{words.state[need.state]}</span>
      <span className='card-title'>{category ? named(category) : need.category}</span>
      <span className='p soft small'>
        {need.window ? span(need.window.from, need.window.until) : moment(need.created_at)}
        {' · '}
        {words.needs.number(need.short_number)}
      </span>
    </button>
  )
}
