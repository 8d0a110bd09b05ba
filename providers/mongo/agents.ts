import type { Agents } from '../../people/ports.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

const WITHOUT_ID = { projection: { _id: 0 } } as const

export function createAgents({ agents }: Pick<Collections, 'agents'>): Agents {
  return {
    get: async (agentId) => (await agents.findOne({ _id: agentId }, WITHOUT_ID)) ?? undefined,
    compareAndSet: async (agent) => {
      const next = { ...agent, revision: agent.revision + 1 }
      if (agent.revision > 0) {
        const { matchedCount } = await agents.replaceOne({ _id: agent.agentId, revision: agent.revision }, next)
        return matchedCount > 0 ? 'ok' : 'conflict'
      }
      try {
        await agents.insertOne({ _id: agent.agentId, ...next })
        return 'ok'
      } catch (error) {
        if (isDuplicateKey(error)) return 'conflict'
        throw error
      }
    },
    list: () => agents.find({}, WITHOUT_ID).sort({ agentId: 1 }).toArray(),
  }
}
