import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Request, Response, Server } from 'restify'
import { WarmlineError } from '../../domain/errors.ts'
import { addRoute } from '../http.ts'
import { articleMissingPage, articlePage, type PublishedArticle } from './article-page.ts'

export interface PageDeps {
  /** Where the build put the pages: dist/web. */
  webRoot: string
  /** The shop's name, in titles. */
  siteName: string
  publishedArticle: (slug: string) => Promise<PublishedArticle | undefined>
  report: (error: unknown, request: Request) => void
}

const PAGES = { '/': 'home', '/chat': 'chat', '/desk': 'desk', '/editor': 'editor' } as const

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
}

/** The pages of the build, its assets, the widget, and the public pages of articles. */
export function addPageRoutes(server: Server, { webRoot, siteName, publishedArticle, report }: PageDeps): void {
  const serve = (path: string, file: (request: Request) => string): void =>
    addRoute(
      server,
      'get',
      path,
      async (request, response) => {
        await sendFile(request, response, webRoot, file(request))
        return undefined
      },
      report,
    )
  for (const [path, folder] of Object.entries(PAGES)) serve(path, () => `${folder}/index.html`)
  serve('/widget.js', () => 'widget.js')
  serve('/favicon.ico', () => 'assets/favicon.svg')
  serve('/assets/:file', (request) => `assets/${assetIn(request)}`)

  addRoute(
    server,
    'get',
    '/articles/:slug',
    async (request, response) => {
      const article = await publishedArticle(String((request.params as { slug?: unknown }).slug))
      const html = article ? articlePage(article, siteName) : articleMissingPage(siteName)
      send(request, response, article ? 200 : 404, Buffer.from(html), '.html', 'no-cache')
      return undefined
    },
    report,
  )
}

/** One plain name: nothing that climbs out of the folder, nothing hidden. */
function assetIn(request: Request): string {
  const { file } = request.params as { file?: unknown }
  if (typeof file !== 'string' || !/^[\w-][\w.-]{0,200}$/.test(file)) throw new WarmlineError('not_found')
  return file
}

async function sendFile(request: Request, response: Response, webRoot: string, file: string): Promise<void> {
  const bytes = await readFile(join(webRoot, file)).catch((error: unknown) => {
    throw new WarmlineError('not_found', undefined, { cause: error })
  })
  send(request, response, 200, bytes, extname(file), cacheControl(file))
}

/** The build puts a hash of the content into most names: those never change. */
function cacheControl(file: string): string {
  return /^assets\/.+-[\w-]{8}\.\w+$/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function send(request: Request, response: Response, status: number, bytes: Buffer, extension: string, caching: string): void {
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
  response.setHeader('ETag', tag)
  response.setHeader('Cache-Control', caching)
  if (status === 200 && request.headers['if-none-match'] === tag) {
    response.writeHead(304)
    response.end()
    return
  }
  response.writeHead(status, {
    'Content-Type': TYPES[extension] ?? 'application/octet-stream',
    'Content-Length': bytes.byteLength,
  })
  response.end(bytes)
}
