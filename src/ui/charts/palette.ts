// In which colours is a picture drawn: the page's custom properties, or fixed values in a file that stands alone?

export const lineStates = ['active', 'dormant', 'paused', 'partly_ended', 'ended'] as const
export type LineState = (typeof lineStates)[number]

export type Tone = 'paper' | 'raised' | 'wash' | 'ink' | 'quietInk' | 'line' | 'link' | LineState
export type Palette = Record<Tone, string>

export const pagePalette: Palette = {
  paper: 'var(--paper)',
  raised: 'var(--raised)',
  wash: 'var(--wash)',
  ink: 'var(--ink)',
  quietInk: 'var(--quiet-ink)',
  line: 'var(--line)',
  link: 'var(--link)',
  active: 'var(--active)',
  dormant: 'var(--dormant)',
  paused: 'var(--paused)',
  partly_ended: 'var(--partly-ended)',
  ended: 'var(--ended)',
}

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The values of the tokens. A file is mostly put on white, in a document, a slide, a newspaper: light unless asked for. */
export const filePalettes: Readonly<Record<Theme, Palette>> = {
  light: {
    paper: '#ffffff',
    raised: '#f5f9fa',
    wash: '#e9f3f7',
    ink: '#13232e',
    quietInk: '#4a5d68',
    line: '#d5e2e8',
    link: '#0a5a7d',
    active: '#0b6e8a',
    dormant: '#5f8a9d',
    paused: '#b4740e',
    partly_ended: '#7a4e93',
    ended: '#a33b2a',
  },
  dark: {
    paper: '#0e1a21',
    raised: '#15252e',
    wash: '#1a3340',
    ink: '#e6eef2',
    quietInk: '#a9bbc4',
    line: '#2a3e49',
    link: '#7fc4e0',
    active: '#4fb3cf',
    dormant: '#7c9aa8',
    paused: '#e0a94a',
    partly_ended: '#b48ccb',
    ended: '#e08672',
  },
}

export const fileFace = 'Inter, Helvetica, Arial, sans-serif'
export const fileSerif = '"Source Serif 4", Georgia, serif'
