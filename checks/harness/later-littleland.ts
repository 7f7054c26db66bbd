// A later edition of Littleland, for whatever has to tell what was known before from what is known now.
import { append, changedLittleland, replace, withoutLines } from './littleland.ts'

/** Littleland once more was learnt: something of every kind of fact is changed, added or withdrawn. */
export const laterLittleland = changedLittleland({
  'actors.csv': replace('Småby kommun,Småby Municipality', 'Storby kommun,Storby Municipality'),
  'reference/actors.csv': (text) => text.replace('Småby kommun,Småby Municipality', 'Storby kommun,Storby Municipality'),
  'actor_names.csv': (text) => withoutLines('xb-dongshan,')(replace('Stadens namn till', 'Ortens namn till')(text)),
  'cooperations.csv': (text) => replace('twinning,,,disputed', 'twinning,,,asserted')(replace('Slöts när', 'Ingicks när')(text)),
  'agreements.csv': replace('2010~', '2011~'),
  'events.csv': (text) => withoutLines('smaby-zarechye-twinning.activity-2021,')(replace(',1999?,', ',1998,')(text)),
  'reasons.csv': replace('kommunstyrelsen', 'kommunfullmäktige'),
  'conflicts.csv': replace('Which Beihu?', 'Which of the two?'),
  'statements.csv': replace('Häradet.,The county.', 'Häradet Beihu.,Beihu county.'),
  'context_events.csv': replace('The war of the fog', 'The fog war'),
  'sources.csv': (text) => append('littleland-list-2023,report,public,,,Ny förteckning,,2023,,,,sv,,')(replace('Enkätsvar', 'Enkät')(replace('KS 2020/17', 'KS 2020/18')(text))),
  'citations.csv': (text) => replace('c001,littleland-list-2021,appendix:1', 'c001,littleland-list-2021,appendix:2')(text.split('\n').filter((line) => !line.includes('smaby-zarechye-twinning.activity-2021') && !line.includes('xb-dongshan|')).join('\n')),
  'datapackage.json': replace('"version": "1.1.0"', '"version": "2.0.0"'),
}) // prettier-ignore
