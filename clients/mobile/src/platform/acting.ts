// Doing something that the server has to agree to: what is under way, what went wrong, and what is read again afterwards.
import { useState } from 'react'
import type { ApiError } from '@jinlin/sdk'

export interface Acting {
  busy: boolean
  error: ApiError | undefined
  /** Whether it was done. */
  act: (work: () => Promise<unknown>) => Promise<boolean>
}

export function useAct(after?: () => void): Acting {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setError(undefined)
    try {
      await work()
      after?.()
      return true
    } catch (reason) {
      setError(reason as ApiError)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, act }
}
