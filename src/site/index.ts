export { oembedApi } from './embeds/oembed.api.ts'
export { problemPages, type SiteParts } from './frame/frame.views.tsx'
export { largeForms } from './site.paths.ts'
export { sitePages } from './site.pages.tsx'
