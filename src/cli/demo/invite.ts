import { PRACTICE_HELPLINE } from '../../app/practice-helpline.ts';
import type { Service } from '../../app/service.ts';
import { DAY } from '../../domain/time.ts';
import type { Output } from '../output/output.ts';

/** Where to look at the demo in a browser, and as whom. The tokens end with the day; the next demo begins without. */
export async function inviteToPages(out: Output, { base, http }: Service): Promise<void> {
  if (http === undefined) return;
  const now = base.deps.clock.now();
  const tokenOf = async (helplineId: string | null, role: string): Promise<string> => {
    const of = { helplineId, label: `demo, ${role}`, scopes: [role], expiresAt: now + DAY };
    return (await base.handle.tokens.create(of, now)).token;
  };
  const [lead, ops] = [await tokenOf(PRACTICE_HELPLINE.id, 'lead'), await tokenOf(null, 'ops')];
  out.line(`Pages: http://127.0.0.1:${http.port}/ - sign in`);
  out.line(`  as the helpline with  ${lead}`);
  out.line(`  as ops with           ${ops}`);
}
