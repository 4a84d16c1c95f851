import { defineConfig } from '@tarojs/cli'
import path from 'node:path'

// One source, two builds: `dist/weapp` and `dist/h5` (served by the server at /m/).
export default defineConfig<'webpack5'>(async () => {
  const sdk = path.resolve(__dirname, '..', '..', 'sdk', 'src')
  // Sizes are written in CSS pixels and scaled by nobody: large type is a setting of ours, not of the screen's width.
  const postcss = { pxtransform: { enable: false, config: {} }, cssModules: { enable: false, config: {} } }
  return {
    projectName: 'jinlin',
    date: '2026-11-23',
    designWidth: 375,
    deviceRatio: { 375: 2 },
    sourceRoot: 'src',
    outputRoot: `dist/${process.env.TARO_ENV}`,
    // In the mini-program, `button`, `h1`, `label` … become its components; on H5 they are what they are, for screen readers.
    plugins: ['@tarojs/plugin-html'],
    defineConstants: { API_BASE: JSON.stringify(process.env.JINLIN_API_BASE ?? '') },
    alias: { '@': path.resolve(__dirname, '..', 'src'), '@jinlin/sdk': path.join(sdk, 'index.ts') },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    mini: { postcss, compile: { include: [sdk] } },
    h5: {
      publicPath: '/m/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      compile: { include: [sdk] },
      // What two screens share is loaded once, and not with each of them.
      webpackChain(chain) {
        chain.merge({
          optimization: {
            splitChunks: { cacheGroups: { shared: { name: 'shared', minChunks: 2, chunks: 'all', priority: 200, enforce: true, test: /[\\/](src|sdk)[\\/]/ } } },
          },
        })
      },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      enableExtract: true,
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: { ...postcss, autoprefixer: { enable: true, config: {} } },
    },
  }
})
