// County, street, community: in a list, with the map above it when it is wanted.
import { useState, type ReactNode } from 'react'
import { useWords } from '@/i18n'
import { useLoad } from '@/platform/loading'
import { Button, Choice, Loading, Trouble } from '@/ui/parts'
import { divisionsBelow, shortName, type Division } from './divisions'
import { areNamed, Plan } from './Plan'

export function ChooseCommunity({ onChoose }: { onChoose: (community: { code: string; name: string }) => void }): ReactNode {
  const words = useWords()
  const [path, setPath] = useState<Division[]>([])
  const [way, setWay] = useState<'list' | 'map'>('list')
  const parent = path[path.length - 1]
  const below = useLoad(`below ${parent?.code ?? ''}`, () => divisionsBelow(parent?.code))

  const choose = (division: Division): void => {
    if (path.length < 2) setPath([...path, division])
    else onChoose({ code: division.code, name: division.full_name })
  }

  return (
    <div className='stack'>
      <Choice
        label={words.post.choose}
        value={way}
        onChange={setWay}
        options={[{ value: 'list', text: words.post.inList }, { value: 'map', text: words.post.onMap }]}
      />
      {path.length > 0 && (
        <div className='row'>
          <span className='grow strong'>{path.map(shortName).join(' › ')}</span>
          <button type='button' className='link' onClick={() => setPath(path.slice(0, -1))}>{words.nav.back}</button>
        </div>
      )}
      {below.error && <Trouble error={below.error} again={below.reload} />}
      {below.data === undefined && below.loading && <Loading />}
      {way === 'map' && below.data && <Plan divisions={below.data} onChoose={choose} />}
      <div className='stack'>
        {(below.data ?? []).map((division, i) => (
          <button type='button' key={division.code} className='choice wide' onClick={() => choose(division)}>
            {way === 'map' && below.data && !areNamed(below.data) && <span className='numbered'>{i + 1}</span>}
            <span className='grow'>{shortName(division)}</span>
            <span className='more' aria-hidden='true'>›</span>
          </button>
        ))}
      </div>
      {path.length > 0 && <Button kind='quiet' onClick={() => setPath([])}>{words.common.again}</Button>}
    </div>
  )
}
