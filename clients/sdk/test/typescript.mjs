// Lets node's own test runner import our TypeScript as it is: `node --import ./test/typescript.mjs --test test/*.test.mjs`.
import { register } from 'node:module'

register('./hooks.mjs', import.meta.url)
