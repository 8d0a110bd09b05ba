import type { Agent, Agents } from '../../people/ports.ts'

/** Agents in memory. `pace` is awaited before every access, so that a test can interleave them. */
export class InMemoryAgents implements Agents {
  readonly stored = new Map<string, Agent>()
  private readonly pace: () => Promise<unknown>

  constructor(pace: () => Promise<unknown> = () => Promise.resolve()) {
    this.pace = pace
  }

  async get(agentId: string): Promise<Agent | undefined> {
    await this.pace()
    return structuredClone(this.stored.get(agentId))
  }

  async compareAndSet(agent: Agent): Promise<'ok' | 'conflict'> {
    await this.pace()
    if (!this.mayReplace(agent)) return 'conflict'
    this.stored.set(agent.agentId, { ...structuredClone(agent), revision: agent.revision + 1 })
    return 'ok'
  }

  async list(): Promise<Agent[]> {
    await this.pace()
    return [...this.stored.values()]
  }

  protected mayReplace(agent: Agent): boolean {
    return (this.stored.get(agent.agentId)?.revision ?? 0) === agent.revision
  }
}

/** The faulty part of the property tests: it never notices that somebody else was first. */
export class NeverConflictingAgents extends InMemoryAgents {
  protected override mayReplace(): boolean {
    return true
  }
}
