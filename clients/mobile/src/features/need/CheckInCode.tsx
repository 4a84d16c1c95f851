// The code that whoever comes reads off the resident's phone: as a picture for their camera, and as letters.
import { useEffect, useState, type ReactNode } from 'react'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useLoad } from '@/platform/loading'
import { qrPicture } from '@/ui/qr'
import { Button, Loading, Trouble } from '@/ui/parts'

export function CheckInCode({ taskId }: { taskId: string }): ReactNode {
  const words = useWords()
  const [open, setOpen] = useState(false)
  if (!open) return <Button icon='shield' id='show-code' onClick={() => setOpen(true)}>{words.need.code}</Button>
  return <Shown taskId={taskId} />
}

function Shown({ taskId }: { taskId: string }): ReactNode {
  const words = useWords()
  const { data, error, reload } = useLoad(taskId, () => api('get', '/v1/tasks/{id}/check-in-code', { path: { id: taskId } }))
  useEffect(() => {
    if (data === undefined) return undefined
    // A second more: the server's clock and the phone's are never quite the same.
    const timer = setTimeout(reload, Math.max(1000, new Date(data.next_at).getTime() - Date.now() + 1000))
    return () => clearTimeout(timer)
  }, [data, reload])
  if (error) return <Trouble error={error} again={reload} />
  if (data === undefined) return <Loading />
  return (
    <div className='card tint code-card'>
      <span className='p'>{words.need.codeLead}</span>
      <div className='qr' role='img' aria-label={words.need.codePicture(data.code)} style={{ backgroundImage: qrPicture(data.code) }} />
      <span className='code-letters' id='check-in-letters'>{data.code}</span>
    </div>
  )
}
