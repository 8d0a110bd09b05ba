/** A swap, a drop or a doubling in 30 % of the words of more than four letters. */
export function withTypos(text: string, random: () => number): string {
  return text.replace(/\p{L}{5,}/gu, (word) => (random() < 0.3 ? slipped(word, random) : word))
}

function slipped(word: string, random: () => number): string {
  const at = Math.floor(random() * (word.length - 1))
  const [letter, next] = [word.charAt(at), word.charAt(at + 1)]
  const [head, tail] = [word.slice(0, at), word.slice(at + 2)]
  const slip = Math.floor(random() * 3)
  if (slip === 0) return head + next + letter + tail
  if (slip === 1) return head + next + tail
  return head + letter + letter + next + tail
}
