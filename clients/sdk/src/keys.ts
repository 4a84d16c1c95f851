/** A random key of 128 bits, in hexadecimal: for `Idempotency-Key` and for rows that only this phone knows. */
export function randomKey(): string {
  const bytes = new Uint8Array(16)
  const source = (globalThis as { crypto?: Crypto }).crypto
  if (source?.getRandomValues) {
    source.getRandomValues(bytes)
  } else {
    // A mini-program has no `crypto`. The key is no secret, it only must not repeat for one account: time and Math.random do.
    const now = Date.now()
    for (let i = 0; i < 16; i += 1) bytes[i] = i < 6 ? Math.floor(now / 256 ** i) % 256 : Math.floor(Math.random() * 256)
  }
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
