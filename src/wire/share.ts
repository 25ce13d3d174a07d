import { z } from 'zod';
import { ACCESSES } from '../flow/case-shares.ts';
import { Moment } from './common.ts';

const helplineId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'the id of a helpline');

export const NewShare = z
  .strictObject({
    helplineId,
    access: z.enum(ACCESSES).meta({ description: '`read`: where it stands. `act`: do its tasks too' }),
  })
  .meta({ id: 'NewShare' });
export const Unshare = z.strictObject({ helplineId }).meta({ id: 'Unshare' });

export const Share = z
  .object({
    caseId: z.string(),
    ownerId: z.string(),
    helplineId: z.string(),
    access: z.enum(ACCESSES),
    sharedAt: Moment,
    sharedBy: z.string(),
    endedAt: Moment.nullable(),
    endedBy: z.string().nullable(),
  })
  .meta({ id: 'Share' });
export const Shares = z.object({ shares: z.array(Share) }).meta({ id: 'Shares' });
export const ShareChanged = z
  .object({ caseId: z.string(), helplineId: z.string(), changed: z.boolean() })
  .meta({ id: 'ShareChanged' });
