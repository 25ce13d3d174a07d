import { RedressError } from '../../../domain/errors.ts';
import { ROLLING_PERIODS, type Rolling } from '../../../domain/statistics/period.ts';
import type { WebApp } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import { show } from '../../layout/show.tsx';
import { platformOf, platformsOf } from './model.ts';
import { PlatformView } from './one-view.tsx';
import { PlatformsView } from './view.tsx';

const USUAL: Rolling = '90d';

function periodIn(text: string | undefined): Rolling {
  return ROLLING_PERIODS.find((one) => one === text) ?? USUAL;
}

/** `/platforms` and `/platforms/ID`: how recipients answer, and how their channels do. */
export function platformsPage(app: WebApp): void {
  app.get('/platforms', allow('ops'), async (c) => {
    const { desk, view } = c.var;
    const period = periodIn(c.req.query('period'));
    const model = await platformsOf(desk, period);
    return show(
      c,
      { title: view.t.ops.platforms.title, section: 'platforms' },
      <PlatformsView model={model} period={period} />,
    );
  });

  app.get('/platforms/:id', allow('ops'), async (c) => {
    const { desk } = c.var;
    const period = periodIn(c.req.query('period'));
    const model = await platformOf(desk, c.req.param('id'), period);
    if (model === undefined) throw new RedressError('platform_unknown', 'No recipient file has this id.');
    return show(
      c,
      { title: model.recipient.name, section: 'platforms' },
      <PlatformView model={model} period={period} />,
    );
  });
}
