// What is not JSON: photos to the server, photos and papers from it. Both need the session, so neither is a plain address.
import Taro from '@tarojs/taro'
import { ApiError, problemOf, randomKey } from '@jinlin/sdk'
import { api, IS_H5, session } from './api'

/** A photo that was chosen: a file in browsers, a path in the mini-program. */
export type Picked = { file: Blob } | { path: string }

/** How large the longest side is when it leaves the phone: a cheap network carries it, and where it was taken stays here. */
const LONGEST_SIDE = 2048
const QUALITY = 0.85

async function headersOf(more: Record<string, string> = {}): Promise<Record<string, string>> {
  const token = await api.token()
  if (token === undefined) throw new ApiError(401, 'unauthenticated', '')
  return { Authorization: `Bearer ${token}`, ...more }
}

/** Asks for one photo; nothing when it was not chosen. */
export function pickPhoto(): Promise<Picked | undefined> {
  if (!IS_H5) {
    return Taro.chooseImage({ count: 1, sizeType: ['compressed'], sourceType: ['camera', 'album'] }).then(
      (chosen) => (chosen.tempFilePaths[0] ? { path: chosen.tempFilePaths[0] } : undefined),
      () => undefined,
    )
  }
  // Taro's own asks by a sheet in Chinese that no screen reader knows; the phone asks better.
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/*'
    input.onchange = () => {
      const file = input.files?.[0]
      resolve(file && { file })
    }
    input.addEventListener('cancel', () => resolve(undefined))
    input.click()
  })
}

/** Smaller, and without what the file tells of place and phone; as it is where the browser cannot. */
async function shrink(file: Blob): Promise<Blob> {
  try {
    const image = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.width * scale)
    canvas.height = Math.round(image.height * scale)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
    return smaller ?? file
  } catch {
    return file
  }
}

function answerOf(status: number, text: string): unknown {
  let body: unknown = text
  try {
    body = JSON.parse(text)
  } catch {
    // Not JSON: then it is not one of the server's own answers.
  }
  if (status === 0 || status >= 400) throw status === 0 ? new ApiError(0, 'network', 'no answer') : problemOf(status, body, undefined)
  return body
}

interface Address {
  url: string
  method: Target['method']
}

function sendFile({ url, method }: Address, file: Blob, headers: Record<string, string>, onProgress: (part: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onloadend = () => {
      try {
        resolve(answerOf(request.status, request.responseText))
      } catch (error) {
        reject(error as Error)
      }
    }
    request.send(file)
  })
}

async function sendPath({ url, method }: Address, path: string, headers: Record<string, string>): Promise<unknown> {
  const data = await new Promise<string | ArrayBuffer>((resolve, reject) =>
    Taro.getFileSystemManager().readFile({ filePath: path, success: (read) => resolve(read.data), fail: reject }),
  )
  const answer = await Taro.request({ url, method, data, header: headers, dataType: 'text', responseType: 'text' }).catch(() => {
    throw new ApiError(0, 'network', 'no answer')
  })
  return answerOf(answer.statusCode, String(answer.data))
}

/** Where a photo goes. */
export interface Target {
  path: string
  method: 'POST' | 'PUT'
}

/** Sends a photo; `onProgress` says how much of it is away, where the platform knows. */
export async function sendPhoto({ path, method }: Target, picked: Picked, onProgress: (part: number) => void, key = randomKey()): Promise<void> {
  const file = 'file' in picked ? await shrink(picked.file) : undefined
  const headers = await headersOf({ 'Content-Type': file?.type || 'image/jpeg', 'Idempotency-Key': key })
  const address = { url: API_BASE + path, method }
  if (file) await sendFile(address, file, headers, onProgress)
  else if ('path' in picked) await sendPath(address, picked.path, headers)
}

/** Brings a file to the phone: an address that only this page knows, or a path. */
export async function fetchFile(path: string): Promise<string> {
  const headers = await headersOf()
  if (IS_H5) {
    const answer = await fetch(API_BASE + path, { headers }).catch(() => {
      throw new ApiError(0, 'network', 'no answer')
    })
    if (!answer.ok) answerOf(answer.status, await answer.text())
    return URL.createObjectURL(await answer.blob())
  }
  const loaded = await Taro.downloadFile({ url: API_BASE + path, header: headers }).catch(() => {
    throw new ApiError(0, 'network', 'no answer')
  })
  if (loaded.statusCode >= 400) throw problemOf(loaded.statusCode, undefined, undefined)
  return loaded.tempFilePath
}

/** Shows a paper: saved by the browser, opened by WeChat, which prints and forwards it. */
export async function openPaper(path: string, name: string): Promise<void> {
  const where = await fetchFile(path)
  if (!IS_H5) {
    await Taro.openDocument({ filePath: where, fileType: 'pdf', showMenu: true })
    return
  }
  const link = document.createElement('a')
  link.href = where
  link.download = `${name}.pdf`
  link.click()
}

const thumbs = new Map<string, Promise<string>>()
session.onChange((state) => state !== 'active' && thumbs.clear())

/** A picture by its path; each is brought once. */
export function pictureAt(path: string, size: 'thumb' | 'full'): Promise<string> {
  const key = `${path}?size=${size}`
  let found = thumbs.get(key)
  if (found === undefined) {
    found = fetchFile(key)
    found.catch(() => thumbs.delete(key))
    thumbs.set(key, found)
  }
  return found
}
