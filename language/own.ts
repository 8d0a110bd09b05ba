/** What a table holds under a name that comes from outside: never what every object has (`constructor`, `__proto__`). */
export function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
