import type { Command } from 'commander';
import type { Token } from '../../../ledger/tokens.ts';
import { type CommonOptions, withBase } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { distance, moment } from '../../output/times.ts';
import { action } from '../../run.ts';

export function addTokenList(token: Command): void {
  token
    .command('list')
    .description('all tokens, ended ones too: whose, for what, until when, last used')
    .action(
      action<CommonOptions>((context) =>
        withBase(context, async (base) => {
          const now = base.deps.clock.now();
          const tokens = await base.handle.tokens.list();
          context.out.data({ tokens });
          context.out.table(
            ['token', 'helpline', 'role', 'for', 'state', 'last used'],
            tokens.map((one) => [
              one.id,
              one.helplineId ?? '',
              one.scopes.join(' '),
              one.label,
              stateOf(one, now),
              one.lastUsedAt === null ? 'never' : distance(one.lastUsedAt, now),
            ]),
          );
          if (tokens.length === 0) context.out.line('No tokens. Make one with: redress token create');
          return EXIT.ok;
        }),
      ),
    );
}

function stateOf({ revokedAt, expiresAt }: Token, now: number): string {
  if (revokedAt !== null) return `revoked ${moment(revokedAt)}`;
  if (expiresAt === null) return 'valid';
  return `${expiresAt > now ? 'valid until' : 'ended'} ${moment(expiresAt)}`;
}
