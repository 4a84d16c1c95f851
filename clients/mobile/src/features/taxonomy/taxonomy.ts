// Kinds of needs, from the server; the last answer is kept, so that home is there without a network.
import { useEffect } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { api } from '@/platform/api'
import { recall, remember } from '@/platform/storage'
import { createStore, useStore } from '@/platform/store'
import type { IconName } from '@/ui/parts'

export type Taxonomy = Schemas['Taxonomy']
export type Category = Schemas['Category']

const taxonomy = createStore<Taxonomy | undefined>(recall<Taxonomy>('taxonomy'))
let reading: Promise<void> | undefined
let fresh = false

async function read(): Promise<void> {
  try {
    const answer = await api('get', '/v1/taxonomy', { anonymous: true })
    fresh = true
    taxonomy.set(answer)
    remember('taxonomy', answer)
  } catch {
    // The kept one is good enough; without one, home offers own words only.
  }
}

export function useTaxonomy(): Taxonomy | undefined {
  const value = useStore(taxonomy)
  useEffect(() => {
    if (!fresh) reading ??= read().finally(() => (reading = undefined))
  }, [])
  return value
}

export function categoryOf(all: Taxonomy | undefined, code: string | null | undefined): Category | undefined {
  return all?.categories.find((category) => category.code === code)
}

const ICONS: Record<string, IconName> = {
  elderly_care: 'people',
  child: 'child',
  disability: 'wheel',
  health: 'heart',
  mental: 'cloud',
  legal_mediation: 'talk2',
  livelihood: 'hand',
  environment_compound: 'house',
  safety: 'shield',
  other: 'dots',
}

export const iconOf = (group: string): IconName => ICONS[group] ?? 'dots'
