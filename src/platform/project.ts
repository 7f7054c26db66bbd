// Where do the files of the project lie that are read while the program runs: texts, migrations, data, templates?
import { fileURLToPath } from 'node:url'

/** The project's own folder, ending in a slash. Two up from here, and from the one file that scripts/program.mjs makes. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url))
