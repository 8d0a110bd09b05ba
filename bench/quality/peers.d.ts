/** The peers ship no types; these are the few calls the bench makes. */
declare module 'wink-bm25-text-search' {
  interface Engine {
    defineConfig(config: { fldWeights: Record<string, number> }): void
    definePrepTasks(tasks: unknown[]): void
    addDoc(fields: Record<string, string>, id: string): void
    consolidate(): void
    search(text: string, limit: number): [id: string, score: number][]
  }
  export default function createEngine(): Engine
}

declare module 'wink-nlp-utils' {
  const utils: { string: Record<'lowerCase' | 'tokenize0', unknown>; tokens: Record<'removeWords' | 'stem', unknown> }
  export default utils
}

declare module '@nlpjs/basic' {
  interface Manager {
    settings: object
    nluManager: { settings: object }
    addLanguage(language: string): void
    addDocument(language: string, text: string, intent: string): void
    train(): Promise<void>
    process(
      language: string,
      text: string,
    ): Promise<{
      intent: string
      score: number
      classifications: { intent: string; score: number }[]
      sentiment?: { score: number; vote: 'positive' | 'negative' | 'neutral' }
    }>
  }
  export const Nlp: unknown
  export const LangEn: unknown
  export function containerBootstrap(): Promise<{ use(part: unknown): void; get(name: 'nlp'): Manager }>
}
