// How much is asked for and answered at once?

/** Rows of a page where nobody says otherwise, and the most that anybody may ask for. */
export const pageSize = 50
export const maxLimit = 500

/** Characters of a free text. */
export const maxText = 200
