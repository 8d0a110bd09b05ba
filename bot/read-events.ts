import type { Commit, ConversationLog } from '../conversation/ports.ts'

const PAGE = 200

/** What happened in one conversation, from its first commit that is kept on; without the states, which are most of it. */
export async function readEvents(
  log: Pick<ConversationLog, 'read'>,
  conversationId: string,
): Promise<Pick<Commit, 'version' | 'at' | 'events'>[]> {
  const whole: Pick<Commit, 'version' | 'at' | 'events'>[] = []
  for (;;) {
    const commits = await log.read(conversationId, whole.at(-1)?.version ?? 0, PAGE)
    for (const { version, at, events } of commits) whole.push({ version, at, events })
    if (commits.length < PAGE) return whole
  }
}
