import type { Child } from 'hono/jsx';
import { DAY, HOUR } from '../../../src/domain/time.ts';
import { Bars } from '../../../src/web/charts/bars.tsx';
import { Survival } from '../../../src/web/charts/survival.tsx';
import { TimeSeries } from '../../../src/web/charts/time-series.tsx';
import { textsOf } from '../../../src/web/i18n/texts.ts';
import { type View, ViewContext } from '../../../src/web/layout/view.ts';

const VIEW: View = {
  t: textsOf('en'),
  lang: 'en',
  locale: 'en',
  theme: 'auto',
  zone: 'UTC',
  now: Date.UTC(2026, 10, 23),
  path: '/',
  done: undefined,
  mode: 'sandbox',
  assets: { css: '', js: '', icon: '' },
  csrf: '',
  who: undefined,
};

const drawn = (chart: Child): string =>
  String(<ViewContext.Provider value={VIEW}>{chart}</ViewContext.Provider>);

const texts = { id: 'c', title: 'Title <b>', summary: 'What it shows.', asTable: 'As a table' };
const numberText = (value: number): string => `${value}`;
const START = Date.UTC(2026, 10, 1);

export const series = (values: readonly (readonly number[])[]): string =>
  drawn(
    <TimeSeries
      texts={{ ...texts, time: 'Day' }}
      at={(values[0] ?? []).map((_, index) => START + index * DAY)}
      series={values.map((one, index) => ({ name: `series ${index}`, values: one }))}
      timeText={(at) => new Date(at).toISOString().slice(5, 10)}
      numberText={numberText}
    />,
  );
export const survival = (points: Parameters<typeof Survival>[0]['points']): string =>
  drawn(
    <Survival
      texts={{ ...texts, time: 'After', share: 'Still there', band: 'Band' }}
      points={points}
      lengthText={(length) => `${length / HOUR} h`}
      shareText={(share) => `${Math.round(share * 100)} %`}
    />,
  );
export const bars = (all: Parameters<typeof Bars>[0]['bars'], most?: number): string =>
  drawn(
    <Bars
      texts={{ ...texts, name: 'Name', value: 'Value' }}
      bars={all}
      most={most}
      numberText={numberText}
    />,
  );
