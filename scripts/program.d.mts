export function programFile(root: string, entry: string): Promise<string | undefined>
export function commandFor(root: string, entry: string): Promise<string[]>
export function compiledFolder(root: string): string
