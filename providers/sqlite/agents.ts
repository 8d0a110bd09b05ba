import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Agent, Agents } from '../../people/ports.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

interface DocumentRow {
  document: string
}

export function createAgents(db: DatabaseSyncInstance, writes: GroupCommit): Agents {
  const get = prepare<DocumentRow>(db, 'SELECT document FROM agents WHERE agent_id = ?')
  const list = prepare<DocumentRow>(db, 'SELECT document FROM agents ORDER BY agent_id')
  const insert = prepare(db, 'INSERT INTO agents (agent_id, revision, document) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const update = prepare(db, 'UPDATE agents SET revision = ?, document = ? WHERE agent_id = ? AND revision = ?')
  return {
    get: async (agentId) => {
      const found = get.get(agentId)
      return found && agentOf(found)
    },
    compareAndSet: (agent) => {
      const revision = agent.revision + 1
      const document = JSON.stringify({ ...agent, revision })
      return writes.durable(() => {
        const changed =
          agent.revision === 0
            ? insert.run(agent.agentId, revision, document)
            : update.run(revision, document, agent.agentId, agent.revision)
        return changed > 0 ? 'ok' : 'conflict'
      })
    },
    list: async () => list.all().map(agentOf),
  }
}

function agentOf({ document }: DocumentRow): Agent {
  return JSON.parse(document) as Agent
}
