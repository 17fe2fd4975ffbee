import type { Config } from 'vega-lite';
import { look } from './look.ts';

const font = 'Inter';

/**
 * What all charts share; a chart's own `config` goes before it. The colours are Okabe and Ito's, which stay apart for
 * colour-blind eyes, the lightest left out: they must show on a light card.
 */
export const chartTheme: Config = {
  background: 'transparent',
  font,
  padding: 0,
  view: {
    stroke: null,
    continuousWidth: 440,
    continuousHeight: 260,
    discreteWidth: { step: 72 },
    discreteHeight: { step: 36 },
  },
  title: {
    anchor: 'start',
    color: look.ink,
    font,
    fontSize: 16,
    fontWeight: 600,
    offset: 14,
    subtitleColor: look.quietInk,
    subtitleFont: font,
    subtitleFontSize: 13,
    subtitlePadding: 5,
  },
  axis: {
    domainColor: look.quietInk,
    gridColor: look.line,
    labelColor: look.quietInk,
    labelFont: font,
    labelFontSize: 12,
    labelPadding: 5,
    tickColor: look.quietInk,
    tickSize: 4,
    titleColor: look.ink,
    titleFont: font,
    titleFontSize: 13,
    titleFontWeight: 400,
    titlePadding: 10,
  },
  axisX: { grid: false, labelFlush: false },
  axisY: { domain: false, ticks: false, tickCount: 6 },
  axisBand: { grid: false, ticks: false },
  axisXDiscrete: { labelAngle: 0, labelLimit: 120, labelOverlap: true },
  axisYDiscrete: { labelLimit: 200 },
  // Above the plot: beside it, the whole would be wider than a chat shows.
  legend: {
    orient: 'top',
    offset: 12,
    labelColor: look.ink,
    labelFont: font,
    labelFontSize: 12,
    labelOffset: 6,
    gradientLabelOffset: 6,
    rowPadding: 5,
    symbolSize: 110,
    titleColor: look.quietInk,
    titleFont: font,
    titleFontSize: 12,
    titleFontWeight: 400,
  },
  header: { labelFont: font, labelFontSize: 12, titleFont: font, titleFontSize: 13, labelColor: look.ink },
  text: { font, fontSize: 12, color: look.ink },
  line: { strokeWidth: 2.5, strokeCap: 'round', strokeJoin: 'round' },
  bar: { cornerRadiusEnd: 2, discreteBandSize: { band: 0.7 } },
  point: { filled: true, size: 60 },
  rule: { color: look.quietInk },
  mark: { color: '#0072b2' },
  range: {
    category: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#5b5f6b'],
    ramp: { scheme: 'viridis' },
    heatmap: { scheme: 'viridis' },
    diverging: { scheme: 'blueorange' },
  },
};
