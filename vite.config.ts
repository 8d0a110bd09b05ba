import { resolve } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { favicons } from './web/favicons.ts'

const root = resolve(import.meta.dirname, 'web')
const page = (name: string): string => resolve(root, name, 'index.html')

/**
 * Two outputs into dist/web: the pages (<page>/index.html, hashed files in assets/) and the widget, one classic script that runs on
 * anyone's page (widget.js; its font is a file in assets/). One `vite build` makes both.
 */
export default defineConfig({
  root,
  base: '/',
  cacheDir: resolve(import.meta.dirname, '.cache/vite'),
  plugins: [preact({ prefreshEnabled: false, devToolsEnabled: false }), favicons()],
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  environments: {
    client: {
      build: {
        emptyOutDir: true,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: {
            home: page('home'),
            chat: page('chat'),
            desk: page('desk'),
            editor: page('editor'),
            plain: resolve(root, 'plain/plain.css'),
          },
          output: {
            // The server links this one from the pages it renders itself: articles and sign-in.
            assetFileNames: ({ names }) => (names.includes('plain.css') ? 'assets/plain.css' : 'assets/[name]-[hash][extname]'),
          },
        },
      },
    },
    widget: {
      consumer: 'client',
      build: {
        rolldownOptions: {
          input: resolve(root, 'widget/main.tsx'),
          output: { format: 'iife', entryFileNames: 'widget.js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'widget']) {
        const environment = builder.environments[name]
        if (environment !== undefined) await builder.build(environment)
      }
    },
  },
})
