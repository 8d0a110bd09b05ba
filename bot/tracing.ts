/** Runs `work` inside a span; what it starts, in whatever order it ends, belongs to the same trace. */
export type Traced = <T>(name: string, attributes: Record<string, string | number>, work: () => Promise<T>) => Promise<T>

export interface Tracing {
  traced: Traced
  /** For log lines; undefined outside a span or when nothing is traced. */
  traceId: () => string | undefined
  /** Sends what waits. */
  stop: () => Promise<void>
}

export const UNTRACED: Tracing = {
  traced: (_name, _attributes, work) => work(),
  traceId: () => undefined,
  stop: async () => undefined,
}

/**
 * OpenTelemetry over OTLP/HTTP when an endpoint is configured; the packages are only loaded then. A turn is one trace, from the
 * customer's message to the reply that was sent.
 */
export async function startTracing(endpoint: string | undefined): Promise<Tracing> {
  if (endpoint === undefined) return UNTRACED
  const [
    { context, SpanStatusCode, trace },
    { BatchSpanProcessor, NodeTracerProvider },
    { OTLPTraceExporter },
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'warmline' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  provider.register()
  const tracer = provider.getTracer('warmline')
  return {
    traced: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work()
        } catch (error) {
          // The message of an error may hold anything; its kind is enough here.
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' })
          throw error
        } finally {
          span.end()
        }
      }),
    traceId: () => trace.getSpan(context.active())?.spanContext().traceId,
    stop: () => provider.shutdown(),
  }
}
