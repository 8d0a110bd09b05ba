import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder'
import { createServer, plugins } from 'restify'

/** The yardstick: an empty botbuilder + restify bot that repeats what it is told, as the SDK's samples build it. Prints its port. */
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
const server = createServer()
server.use(plugins.bodyParser())
server.post('/api/messages', async (request, response) => {
  await adapter.process(request, response, async (context: TurnContext) => {
    if (context.activity.type === 'message') await context.sendActivity(`Echo: ${context.activity.text}`)
  })
})
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`))
