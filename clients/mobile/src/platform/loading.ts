// Reading something for a screen: what came, what went wrong, and again.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ApiError } from '@jinlin/sdk'

export interface Loaded<T> {
  data: T | undefined
  error: ApiError | undefined
  loading: boolean
  reload: () => void
}

/** Reads when `key` changes; what was read before stays on the screen until the new is there. No key: nothing is read. */
export function useLoad<T>(key: string | undefined, read: () => Promise<T>): Loaded<T> {
  const [data, setData] = useState<T>()
  const [error, setError] = useState<ApiError>()
  const [loading, setLoading] = useState(key !== undefined)
  const latest = useRef(read)
  latest.current = read
  const round = useRef(0)
  const reload = useCallback(() => {
    if (key === undefined) return
    const mine = (round.current += 1)
    setLoading(true)
    latest.current().then(
      (value) => {
        if (mine !== round.current) return
        setData(value)
        setError(undefined)
        setLoading(false)
      },
      (reason: unknown) => {
        if (mine !== round.current) return
        setError(reason as ApiError)
        setLoading(false)
      },
    )
  }, [key])
  useEffect(() => {
    setData(undefined)
    reload()
    return () => {
      round.current += 1
    }
  }, [reload])
  return { data, error, loading, reload }
}
