export { problemPages, type SiteParts } from './frame/frame.views.tsx'
export { largeForms } from './site.paths.ts'
export { sitePages } from './site.pages.tsx'
export { sitemap } from './sitemap/sitemap.api.ts'
