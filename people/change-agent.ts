import type { Agent, Agents } from './ports.ts'

/** What a change comes to: an answer, and the document to store when there is one. */
export interface AgentChange<T> {
  agent?: Agent
  answer: T
}

/**
 * The one way an agent's document changes: read, decide, compare-and-set, and again after a conflict. Each conflict means that somebody
 * else's change got through, so the loop ends.
 */
export async function changeAgent<T>(
  agents: Agents,
  agentId: string,
  decide: (current: Agent | undefined) => AgentChange<T>,
): Promise<T> {
  for (;;) {
    const { agent, answer } = decide(await agents.get(agentId))
    if (agent === undefined || (await agents.compareAndSet(agent)) === 'ok') return answer
  }
}
