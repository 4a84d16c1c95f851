import { useState, type ReactNode } from 'react'
import { ChooseCommunity } from '@/features/places/ChooseCommunity'
import { communityAt } from '@/features/places/divisions'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useLoad } from '@/platform/loading'
import { currentPlace } from '@/platform/position'
import { Button, Choice, Field, Icon } from '@/ui/parts'
import type { Draft } from './draft'
import { possibleWhens } from './request'

interface WhereProps {
  written: Draft
  change: (part: Partial<Draft>) => void
  onNext: () => void
}

export function Where({ written, change, onNext }: WhereProps): ReactNode {
  const words = useWords()
  const [choosing, setChoosing] = useState(false)
  const [locating, setLocating] = useState(false)
  const [refused, setRefused] = useState(false)
  const { community } = written
  const compounds = useLoad(community?.code, () =>
    api('get', '/v1/compounds', { query: { community: community?.code ?? '', limit: 50 }, anonymous: true }).then((page) => page.items),
  )

  const locate = async (): Promise<void> => {
    setLocating(true)
    try {
      const place = await currentPlace()
      const found = await communityAt(place)
      change({ place, community: { code: found.code, name: found.full_name }, compound: undefined })
      setRefused(false)
    } catch {
      // Refused, too slow, or outside of the city: the list is always there.
      setRefused(true)
      setChoosing(true)
    }
    setLocating(false)
  }

  return (
    <div className='stack'>
      {community && !choosing ? (
        <div className='card tint'>
          <span className='row'>
            <Icon name='pin' />
            <span className='grow strong' id='community'>{community.name}</span>
          </span>
          <Button kind='quiet' onClick={() => setChoosing(true)}>{words.post.change}</Button>
        </div>
      ) : (
        <>
          <Button kind='primary' icon='pin' id='locate' busy={locating} onClick={() => void locate()}>{locating ? words.post.locating : words.post.mine}</Button>
          {refused && <span className='card warm' role='status'>{words.post.refused}</span>}
          {!choosing && <Button icon='search' id='choose' onClick={() => setChoosing(true)}>{words.post.choose}</Button>}
          {choosing && (
            <ChooseCommunity
              onChoose={(chosen) => {
                change({ community: chosen, compound: undefined, place: undefined })
                setChoosing(false)
                setRefused(false)
              }}
            />
          )}
        </>
      )}
      {community && !choosing && (
        <>
          {(compounds.data?.length ?? 0) > 0 && (
            <div>
              <span className='label'>{words.post.compound}</span>
              <Choice
                label={words.post.compound}
                value={written.compound?.id}
                onChange={(id) => change({ compound: compounds.data?.find((compound) => compound.id === id) })}
                options={(compounds.data ?? []).map((compound) => ({ value: compound.id, text: compound.name }))}
              />
            </div>
          )}
          <Field
            id='address'
            label={words.post.address}
            hint={words.post.addressHint}
            value={written.address}
            onChange={(address) => change({ address })}
          />
          <div>
            <h2 className='h2'>{words.post.when}</h2>
            <Choice
              label={words.post.when}
              value={written.when}
              onChange={(when) => change({ when })}
              options={possibleWhens().map((when) => ({ value: when, text: words.post[when] }))}
            />
          </div>
        </>
      )}
      {community && !choosing && <Button kind='primary' id='next' onClick={onNext}>{words.common.next}</Button>}
    </div>
  )
}
