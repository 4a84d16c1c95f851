// How somebody stands as social worker or volunteer: ratings as they are published, load, certificates, and having left late.
import type { ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { SignedIn } from '@/features/session/SignIn'
import { useProviders, type Provider } from '@/features/session/providers'
import { useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useLoad } from '@/platform/loading'
import { moment } from '@/platform/time'
import { Icon, Loading, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'
import { Portrait } from './Portrait'

export default function Standing(): ReactNode {
  const words = useWords()
  return (
    <Screen title={words.standing.title}>
      <SignedIn><Providers /></SignedIn>
    </Screen>
  )
}

function Providers(): ReactNode {
  const words = useWords()
  const { data, error, loading, reload } = useProviders()
  return (
    <>
      {error && <Trouble error={error} again={reload} />}
      {loading && !data && <Loading />}
      {data?.map((provider) => (
        <section key={provider.id} aria-label={words.standing.kinds[provider.kind]} className='stack'>
          <h2 className='h2'>{words.standing.kinds[provider.kind]}</h2>
          <Portrait id={provider.id} />
          <Score id={provider.id} />
          <Load provider={provider} />
          {provider.kind === 'social_worker' ? <Certificates id={provider.id} /> : <Late />}
        </section>
      ))}
    </>
  )
}

function Score({ id }: { id: string }): ReactNode {
  const words = useWords()
  const { data } = useLoad(id, () => api('get', '/v1/providers/{id}/satisfaction', { path: { id } }))
  if (data === undefined) return null
  const tenths = (value: number): string => value.toFixed(1)
  return (
    <div className='card tint' id='score'>
      <span className='hint'>{words.standing.score}</span>
      {data.count === 0 ? (
        <span className='p'>{words.standing.scoreNone}</span>
      ) : (
        <>
          <span className='row'><Icon name='star' big /><span className='figure'>{words.standing.scoreOf(tenths(data.mean))}</span></span>
          <span className='p'>{words.standing.scoreFrom(data.count, tenths(data.low), tenths(data.high))}</span>
        </>
      )}
      <span className='p small soft'>{words.standing.scoreLead}</span>
    </div>
  )
}

function Load({ provider }: { provider: Provider }): ReactNode {
  const words = useWords()
  const taxonomy = useTaxonomy()
  const skills = (taxonomy?.skills ?? []).filter((skill) => provider.skills.includes(skill.code))
  return (
    <div className='card'>
      <span className='hint'>{words.standing.load}</span>
      <span className='card-title'>{words.work.load(provider.load, provider.capacity)}</span>
      <span className='meter' aria-hidden='true'><span className='meter-done' style={{ width: `${Math.min(100, (provider.load / Math.max(1, provider.capacity)) * 100)}%` }} /></span>
      <span className='p soft'>{words.standing.radius(String(provider.radius_m / 1000))}</span>
      {skills.length > 0 && <span className='hint gap-small'>{words.standing.skills}</span>}
      <div className='choices'>{skills.map((skill) => <span key={skill.code} className='chip'>{named(skill)}</span>)}</div>
    </div>
  )
}

function Certificates({ id }: { id: string }): ReactNode {
  const words = useWords()
  const { data, error } = useLoad(id, () => api('get', '/v1/providers/{id}/certificates', { path: { id }, query: { limit: 20 } }))
  return (
    <div className='card'>
      <h3 className='hint'>{words.standing.certificates}</h3>
      {error && <Trouble error={error} />}
      {data?.items.length === 0 && <span className='p'>{words.standing.certificatesNone}</span>}
      {data?.items.map((certificate) => <CertificateEntry key={certificate.id} certificate={certificate} />)}
    </div>
  )
}

function CertificateEntry({ certificate }: { certificate: Schemas['Certificate'] }): ReactNode {
  const words = useWords()
  return (
    <div className='entry certificate'>
      <span className='row'>
        <span className='card-title grow'>{words.need.certificate[certificate.level] ?? certificate.level}</span>
        <span className={`chip${certificate.valid ? '' : ' warm'}`}>{certificate.valid ? words.standing.valid : words.standing.invalid}</span>
      </span>
      <span className='p'>{certificate.expires_on ? words.standing.until(certificate.expires_on) : words.standing.forever}</span>
      <span className='p small soft'>{[words.standing.number(certificate.number), certificate.issuer].join(' · ')}</span>
      {certificate.verified_at && <span className='p small soft'>{words.standing.checked(moment(certificate.verified_at))}</span>}
    </div>
  )
}

function Late(): ReactNode {
  const words = useWords()
  const { data } = useLoad('late', () => api('get', '/v1/late-leaves'))
  if (data === undefined) return null
  return (
    <div className='card'>
      <span className='hint'>{words.standing.late}</span>
      <span className='p'>{words.standing.lateOf(data.days, data.count, data.limit)}</span>
      {data.confirmation_until && <span className='p strong'>{words.standing.lateUntil(moment(data.confirmation_until))}</span>}
    </div>
  )
}
