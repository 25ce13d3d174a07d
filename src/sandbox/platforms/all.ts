import type { Base, PracticePlatform } from '../base/platform.ts';
import { boomerang } from './boomerang.ts';
import { borderline } from './borderline.ts';
import { deafly } from './deafly.ts';
import { gatekeep } from './gatekeep.ts';
import { hostwell } from './hostwell.ts';
import { letterbox } from './letterbox.ts';
import { longgone } from './longgone.ts';
import { looply } from './looply/looply.ts';
import { pixhub } from './pixhub.ts';
import { refusenik } from './refusenik.ts';
import { wallflower } from './wallflower.ts';
import { wobbly } from './wobbly.ts';
import { wobblyMail } from './wobbly-mail.ts';

export function allPlatforms(base: Base): readonly PracticePlatform[] {
  const deaf = deafly(base);
  return [
    pixhub(base),
    looply(base),
    letterbox(base),
    gatekeep(base),
    deaf.platform,
    hostwell(base, [deaf.site]),
    wobbly(base),
    wobblyMail(base),
    refusenik(base),
    boomerang(base),
    borderline(base),
    wallflower(base),
    longgone(base),
  ];
}
