/** An answer is named after the message it answers, so that an id that comes back can be checked without looking it up. */
export function answerIdOf(conversationId: string, messageVersion: number): string {
  return `${conversationId}.a${messageVersion}`
}

/** Whether an id from outside can name an answer of this conversation given before `messageVersion`. */
export function isAnswerBefore(conversationId: string, messageVersion: number, answerId: string): boolean {
  return isNumbered(answerId, `${conversationId}.a`, messageVersion - 1)
}

export function isCaseOf(conversationId: string, caseCount: number, caseId: string): boolean {
  return isNumbered(caseId, `${conversationId}.c`, caseCount)
}

function isNumbered(id: string, prefix: string, last: number): boolean {
  const number = id.startsWith(prefix) ? id.slice(prefix.length) : ''
  return /^[1-9]\d{0,8}$/.test(number) && Number(number) <= last
}
