/** Where does somebody go after signing in? Where they were going, if that is a page of ours. */

// Written out, because browsers drop tabs and turn backslashes round: what looks like a path may lead to another site.
const ownPath = /^\/(?:sv|en)(?:\/[\w\-.~%/]*)?(?:\?[\w\-.~%=&:+,]*)?$/
const longest = 500

/** The path if it is one of ours, and otherwise undefined. */
export function returnPath(asked: unknown): string | undefined {
  return typeof asked === 'string' && asked.length <= longest && ownPath.test(asked) ? asked : undefined
}
