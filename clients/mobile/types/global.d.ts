/// <reference types="@tarojs/taro" />
declare module '*.css'
declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5'
  }
}
/** The server's address, for the mini-program; empty on H5, which is served by it. */
declare const API_BASE: string
