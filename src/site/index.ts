export { problemPages, type Site } from './frame/frame.views.tsx'
export { sitePages } from './site.pages.tsx'
