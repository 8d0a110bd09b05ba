import type { Ports } from '../../bot/application.ts'
import { checkAtRest, checkEverything } from './properties.ts'
import { type Step, take } from './steps.ts'
import { CONVERSATIONS, createWorld, type OpenStore } from './world.ts'

/** Takes every step in a world of its own and checks every property after each; at the end everything must come to rest. */
export async function walked(
  steps: Step[],
  faulty?: (ports: Ports) => Ports,
  seen?: Set<string>,
  open?: OpenStore,
): Promise<void> {
  const world = await createWorld(faulty, open)
  try {
    for (const one of steps) {
      await take(world, one)
      await checkEverything(world)
    }
    await world.crash()
    await world.app.settled()
    await checkEverything(world)
    await checkAtRest(world)
    for (const id of CONVERSATIONS) {
      for (const commit of await world.commits(id)) for (const event of commit.events) seen?.add(event.type)
    }
  } finally {
    await world.close()
  }
}
