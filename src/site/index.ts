export { problemPages, type SiteParts } from './frame/frame.views.tsx'
export { sitePages } from './site.pages.tsx'
