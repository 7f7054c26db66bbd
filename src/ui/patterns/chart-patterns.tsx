import type { Texts } from '#platform/i18n/texts.ts'
import { BandArea } from '../charts/band-area.tsx'
import { BarChart } from '../charts/bar-chart.tsx'
import { CategoryBars } from '../charts/category-bars.tsx'
import { HeatMap } from '../charts/heat-map.tsx'
import { LineChart } from '../charts/line-chart.tsx'
import { StepChart } from '../charts/step-chart.tsx'
import { Section } from '../layout/section.tsx'
import {
  areaNine, barBeside, barNet, barNine, barOne, categories, categoriesNet, empty, heat, lineNet, lineNine, lineOne, survivalOf,
} from './chart-examples.ts' // prettier-ignore

/** Every sort of chart, with awkward values. */
export function Charts({ t }: { t: Texts }) {
  return (
    <Section id="charts" title={t('ui.patterns.charts')}>
      <p>{t('ui.patterns.charts-text')}</p>
      <LineChart t={t} spec={lineOne(t)} />
      <LineChart t={t} spec={lineNine(t)} />
      <LineChart t={t} spec={lineNet(t)} />
      <BandArea t={t} spec={areaNine(t)} />
      <BarChart t={t} spec={barOne(t)} />
      <BarChart t={t} spec={barNet(t)} />
      <BarChart t={t} spec={barNine(t)} />
      <BarChart t={t} spec={barBeside(t)} />
      <CategoryBars t={t} spec={categories(t)} />
      <CategoryBars t={t} spec={categoriesNet(t)} />
      <HeatMap t={t} spec={heat(t)} />
      <StepChart t={t} spec={survivalOf(t, 1)} />
      <StepChart t={t} spec={survivalOf(t, 2)} />
      <LineChart t={t} spec={empty(t)} />
    </Section>
  )
}
