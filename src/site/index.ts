export { problemPages, type SiteParts } from './frame/frame.views.tsx'
export { takesFiles } from './documents/document.paths.ts'
export { sitePages } from './site.pages.tsx'
