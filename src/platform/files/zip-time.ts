/** The moment as a zip writes it: it holds local time, and UTC is to stand there wherever it is made. */
export function asZipTime(at: Date): Date {
  return new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes())
}
