// Saying what is needed: which one, what, where and when, and once more over it. Everything is kept while it is written.
import { useRouter } from '@tarojs/taro'
import { useEffect, useState, type ReactNode } from 'react'
import { categoryOf, useTaxonomy, type Category } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api } from '@/platform/api'
import { back } from '@/platform/nav'
import { useStore } from '@/platform/store'
import { Button, Dial, EMERGENCY, Icon, Loading } from '@/ui/parts'
import { Screen } from '@/ui/Screen'
import { Confirm } from './Confirm'
import { draft, type Draft } from './draft'
import { What } from './What'
import { Where } from './Where'

type Step = 'which' | 'what' | 'where' | 'confirm'
const STEPS: Step[] = ['what', 'where', 'confirm']

/** The printed code at a compound's gate leads here and says where. */
async function fillFrom(compoundId: string): Promise<void> {
  const compound = await api('get', '/v1/compounds/{id}', { path: { id: compoundId }, anonymous: true })
  const community = await api('get', '/v1/divisions/{code}', { path: { code: compound.community }, anonymous: true })
  draft.set({
    ...draft.get(),
    community: { code: community.code, name: community.full_name },
    compound: { id: compound.id, name: compound.name },
  })
}

export default function Post(): ReactNode {
  const words = useWords()
  const { group, compound } = useRouter().params
  const taxonomy = useTaxonomy()
  const written = useStore(draft)
  const [step, setStep] = useState<Step>(group === undefined || group === 'other' ? 'what' : 'which')
  const [called, setCalled] = useState(false)
  const category = categoryOf(taxonomy, written.category)
  const change = (part: Partial<Draft>): void => draft.set({ ...draft.get(), ...part })

  useEffect(() => {
    if (compound) fillFrom(compound).catch(() => undefined)
  }, [compound])
  useEffect(() => {
    if (process.env.TARO_ENV === 'h5') window.scrollTo(0, 0)
  }, [step])

  const at = STEPS.indexOf(step)
  const goBack = (): void => {
    const before = STEPS[at - 1]
    if (before) setStep(before)
    else if (step === 'what' && group && group !== 'other') setStep('which')
    else back()
  }
  const choose = (chosen: Category | undefined): void => {
    change({ group, category: chosen?.code })
    setCalled(false)
    setStep('what')
  }
  const titles = { which: words.post.which, what: words.post.what, where: words.post.where, confirm: words.post.confirm }
  const emergency = category?.triage === 'emergency' && !called

  return (
    <Screen title={emergency ? words.post.emergencyTitle : titles[step]} onBack={goBack} bare>
      {at >= 0 && !emergency && (
        <div className='steps' role='img' aria-label={words.common.step(at + 1, STEPS.length)}>
          {STEPS.map((name, i) => <span key={name} className={`s${i <= at ? ' on' : ''}`} />)}
        </div>
      )}
      <h1 className='h1'>{emergency ? words.post.emergencyTitle : titles[step]}</h1>
      {emergency && category ? (
        <Emergency category={category} onCalled={() => setCalled(true)} />
      ) : (
        <>
          {step === 'which' && (
            <div className='stack gap-top'>
              {taxonomy === undefined && <Loading />}
              {(taxonomy?.categories ?? [])
                .filter((entry) => entry.group === group)
                .map((entry) => (
                  <button type='button' key={entry.code} className='choice wide' onClick={() => choose(entry)}>
                    <span className='grow'>{named(entry)}</span>
                    <span className='more' aria-hidden='true'>›</span>
                  </button>
                ))}
              <button type='button' className='choice wide' onClick={() => choose(undefined)}>
                <span className='grow'>{words.post.notSure}</span>
                <span className='more' aria-hidden='true'>›</span>
              </button>
            </div>
          )}
          {step === 'what' && <What written={written} category={category} change={change} onNext={() => setStep('where')} />}
          {step === 'where' && <Where written={written} change={change} onNext={() => setStep('confirm')} />}
          {step === 'confirm' && <Confirm written={written} category={category} edit={setStep} change={change} />}
        </>
      )}
    </Screen>
  )
}

/** Fire, sudden illness, violence: the telephone first, and nothing beside it. */
function Emergency({ category, onCalled }: { category: Category; onCalled: () => void }): ReactNode {
  const words = useWords()
  const taxonomy = useTaxonomy()
  const own = taxonomy?.hotlines.find((line) => line.code === category.hotline)
  const lines = own ? [own] : EMERGENCY
  return (
    <div className='stack'>
      <span className='p'>{words.post.emergencyLead}</span>
      {lines.map((line) => (
        <Dial key={line.number} className='btn danger primary' number={line.number} label={words.common.call(named(line), line.number)}>
          <Icon name='phone' />
          <span>{`${line.number} ${named(line)}`}</span>
        </Dial>
      ))}
      <Button kind='quiet' onClick={onCalled}>{words.post.goOn}</Button>
    </div>
  )
}
