import { useState, type ReactNode } from 'react'
import { useTaxonomy, type Category } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { Button, Choice, Dial, Field, Icon, Tick } from '@/ui/parts'
import type { Draft, Relation } from './draft'
import { PickPhotos } from './PickPhotos'

interface WhatProps {
  written: Draft
  category: Category | undefined
  change: (part: Partial<Draft>) => void
  onNext: () => void
}

export function What({ written, category, change, onNext }: WhatProps): ReactNode {
  const words = useWords()
  const [tried, setTried] = useState(false)
  const hotline = useTaxonomy()?.hotlines.find((line) => line.code === category?.hotline)
  const nothing = written.text.trim() === '' && category === undefined
  const unasked = written.somebodyElse && !written.theyAgree
  const next = (): void => {
    setTried(true)
    if (!nothing && !unasked) onNext()
  }
  const relations = Object.entries(words.post.relations).map(([value, text]) => ({ value: value as Relation, text }))
  return (
    <div className='stack'>
      {category && <span className='row'><span className='chip'>{named(category)}</span></span>}
      {category?.sensitive && <span className='card tint'>{words.post.sensitive}</span>}
      {category?.triage === 'administrative' && <span className='card tint'>{words.post.referred}</span>}
      {hotline && (
        <Dial className='card tap' number={hotline.number} label={words.common.call(named(hotline), hotline.number)}>
          <span className='row'>
            <Icon name='phone' />
            <span className='grow'>
              <span className='p small soft'>{words.post.hotline}</span>
              <span className='strong'>{`${hotline.number} ${named(hotline)}`}</span>
            </span>
          </span>
        </Dial>
      )}
      <Field
        id='text'
        area
        label={words.post.whatHint}
        placeholder={words.post.whatExample}
        value={written.text}
        onChange={(text) => change({ text })}
        wrong={tried && nothing ? words.post.missingWhat : undefined}
      />
      <PickPhotos />
      <Tick on={written.somebodyElse} onChange={(somebodyElse) => change({ somebodyElse })}>{words.post.somebodyElse}</Tick>
      {written.somebodyElse && (
        <div className='card'>
          <span className='label'>{words.post.relation}</span>
          <Choice label={words.post.relation} options={relations} value={written.relation} onChange={(relation) => change({ relation })} />
          <div className='gap-top' />
          <Field id='their-name' label={words.post.theirName} value={written.theirName} maxLength={40} onChange={(theirName) => change({ theirName })} />
          <Field id='their-phone' label={words.post.theirPhone} hint={words.common.optional} digits={11} value={written.theirPhone} onChange={(theirPhone) => change({ theirPhone })} />
          <Tick on={written.theyAgree} onChange={(theyAgree) => change({ theyAgree })}>{words.post.theyAgree}</Tick>
          {tried && unasked && <span className='wrong' role='alert'>{words.post.missingAgree}</span>}
        </div>
      )}
      <Button kind='primary' id='next' onClick={next}>{words.common.next}</Button>
    </div>
  )
}
