import { acts } from './ops/acts.ts';
import { audit } from './ops/audit.ts';
import { overview } from './ops/overview.ts';
import { platforms } from './ops/platforms.ts';
import { queues } from './ops/queues.ts';
import { search } from './ops/search.ts';
import { switches } from './ops/switches.ts';

/** The pages of those who run Redress. */
export const ops = { overview, platforms, queues, search, switches, audit, acts };
