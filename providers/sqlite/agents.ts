import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Agent, Agents } from '../../people/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

interface AgentRow {
  agent_id: string
  revision: number
  document: string
  checksum: number
}

const SELECT = 'SELECT agent_id, revision, document, checksum FROM agents'

export function createAgents(db: DatabaseSyncInstance, writes: GroupCommit): Agents {
  const get = prepare<AgentRow>(db, `${SELECT} WHERE agent_id = ?`)
  const list = prepare<AgentRow>(db, `${SELECT} ORDER BY agent_id`)
  const insert = prepare(
    db,
    'INSERT INTO agents (agent_id, revision, document, checksum) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const update = prepare(db, 'UPDATE agents SET revision = ?, document = ?, checksum = ? WHERE agent_id = ? AND revision = ?')
  return {
    get: async (agentId) => {
      const found = get.get(agentId)
      return found && agentOf(found)
    },
    compareAndSet: (agent) => {
      const revision = agent.revision + 1
      const document = JSON.stringify({ ...agent, revision })
      const checksum = checksumOf('agents', agent.agentId, revision, document)
      return writes.durable(() => {
        const changed =
          agent.revision === 0
            ? insert.run(agent.agentId, revision, document, checksum)
            : update.run(revision, document, checksum, agent.agentId, agent.revision)
        return changed > 0 ? 'ok' : 'conflict'
      })
    },
    list: async () => list.all().map(agentOf),
  }
}

function agentOf(row: AgentRow): Agent {
  requireWhole('agents', row.checksum, row.agent_id, row.revision, row.document)
  return JSON.parse(row.document) as Agent
}
