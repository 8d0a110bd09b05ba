import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { createServer, plugins, type Next, type Request, type Response } from 'restify'
import { createGroupCommit } from '../../providers/sqlite/group-commit.ts'

/** The limit of this machine: the same restify with one grouped, durable insert a message and nothing else. Prints its port. */
const db = new DatabaseSync(join(mkdtempSync(join(tmpdir(), 'warmline-limit-')), 'limit.sqlite'))
db.exec('PRAGMA journal_mode=WAL')
db.exec('CREATE TABLE messages (id INTEGER PRIMARY KEY, body TEXT NOT NULL)')
const insert = db.prepare('INSERT INTO messages (body) VALUES (?)')
const writes = createGroupCommit(db)

const server = createServer()
server.use(plugins.bodyParser())
server.post('/messages', (request: Request, response: Response, next: Next) => {
  writes
    .durable(() => insert.run(JSON.stringify(request.body)))
    .then(
      () => void response.json(200, { id: '1' }),
      () => void response.send(503),
    )
    .finally(() => next(false))
})
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`))
