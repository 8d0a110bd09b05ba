// The import rule of docs/architecture.md, section "Who may import whom".
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from}/ may import only: ${[from, ...allowed].join(', ')}`,
  from: { path: `^${from}/` },
  to: {
    path: '^(bot|dialogs|conversation|handoff|knowledge|language|people|insights|domain|providers|web)/',
    pathNot: `^(${[from, ...allowed].join('|')})/`,
  },
})

const onlyIn = (name, packagePattern, folders) => ({
  name,
  severity: 'error',
  from: {
    path: '^(bot|dialogs|conversation|handoff|knowledge|language|people|insights|domain|providers|web)/',
    pathNot: folders,
  },
  to: { path: `node_modules/(${packagePattern})/` },
})

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'not-to-tests', severity: 'error', from: { pathNot: '^(test|bench)/' }, to: { path: '^(test|bench)/' } },
    only('domain', 'domain', []),
    only('language', 'language', []),
    only('conversation', 'conversation', ['domain']),
    only('people', 'people', ['domain']),
    only('knowledge', 'knowledge', ['domain', 'language']),
    only('handoff', 'handoff', ['domain', 'language', 'conversation', 'people']),
    only('dialogs', 'dialogs', ['domain', 'language', 'conversation', 'people', 'knowledge', 'handoff']),
    only('insights', 'insights', ['domain', 'conversation']),
    {
      name: 'providers',
      severity: 'error',
      comment: "providers/ may import domain/ and other folders' ports.ts, nothing else of ours",
      from: { path: '^providers/' },
      to: {
        path: '^(bot|dialogs|conversation|handoff|knowledge|language|people|insights|web)/',
        pathNot: '/ports\\.ts$',
      },
    },
    {
      name: 'providers-apart',
      severity: 'error',
      comment: 'one provider never imports another',
      from: { path: '^providers/([^/]+)/' },
      to: { path: '^providers/', pathNot: '^providers/$1/' },
    },
    {
      name: 'bot',
      severity: 'error',
      comment: 'bot/ gets its providers from bot/compose.ts',
      from: { path: '^bot/', pathNot: '^bot/compose\\.ts$' },
      to: { path: '^(providers|web)/' },
    },
    {
      name: 'web',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^(bot|dialogs|conversation|handoff|knowledge|language|people|insights|domain|providers)/',
        pathNot: '^bot/api/',
      },
    },
    onlyIn('restify-in-bot', 'restify', '^bot/'),
    onlyIn('botbuilder-in-bot-and-dialogs', 'botbuilder[^/]*|botframework-[^/]*', '^(bot|dialogs)/'),
    onlyIn('mongodb-in-its-provider', 'mongodb', '^providers/mongo/'),
    onlyIn('openai-in-its-provider', 'openai|langchain|@langchain', '^providers/openai/'),
    onlyIn('luis-in-its-provider', '@azure/cognitiveservices-luis-runtime', '^providers/luis/'),
    onlyIn('sqlite-in-its-provider', '@photostructure/sqlite', '^providers/sqlite/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^(dist|coverage|data|\\.cache)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
