import { ACTS } from '../../../domain/act.ts';
import { RedressError } from '../../../domain/errors.ts';
import { ACT_REASONS } from '../../../domain/event.ts';
import { problemsOf } from '../../../flow/intake/problems.ts';
import { comment } from '../../../flow/people/comment.ts';
import { reopen } from '../../../flow/people/reopen.ts';
import { recordReply } from '../../../flow/people/reply.ts';
import { reclassifyAsMinor, withdraw } from '../../../flow/people/withdraw.ts';
import type { Desk } from '../../../http/desk.ts';
import { InvalidRequest } from '../../../http/problems/invalid.ts';
import { assertMayAct, takedownOf } from '../../../http/routes/who.ts';
import { NewReply } from '../../../wire/reply.ts';
import { NewComment } from '../../../wire/task.ts';
import type { WebApp } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import type { Form } from '../../guard/form.ts';

/** What people do with a takedown: each is a POST that answers with the way back to it. */
export function takedownActs(app: WebApp): void {
  const act = (name: string, done: string, work: (desk: Desk, id: string, form: Form) => Promise<unknown>) =>
    app.post(`/takedowns/:id/${name}`, allow('helpline'), async (c) => {
      const { desk, form } = c.var;
      const { line } = await takedownOf(desk, c.req.param('id') ?? '');
      await assertMayAct(desk, line);
      await work(desk, line.id, form);
      return c.redirect(`/takedowns/${line.id}?done=${done}`, 303);
    });

  act('withdraw', 'withdrawn', ({ deps, caller }, id, form) => {
    if (!form.isChecked('sure')) throw invalid('sure');
    return (form.isChecked('minor') ? reclassifyAsMinor : withdraw)(deps, id, caller.tokenId);
  });

  act('reopen', 'reopened', ({ deps, caller }, id) => reopen(deps, id, caller.tokenId));

  act('comment', 'noted', ({ deps, caller }, id, form) => {
    const parsed = NewComment.safeParse({ text: form.text('note') });
    if (!parsed.success) throw new InvalidRequest(problemsOf(parsed.error));
    return comment(deps, id, caller.tokenId, parsed.data);
  });

  act('reply', 'replied', ({ deps, caller }, id, form) => {
    const kind = form.text('kind');
    const parsed = NewReply.safeParse({
      kind,
      reason: kind === 'refused' ? form.optional('reason') : undefined,
      reference: form.optional('reference'),
      text: form.optional('words'),
    });
    if (!parsed.success) throw new InvalidRequest(problemsOf(parsed.error));
    return recordReply(deps, id, caller.tokenId, parsed.data);
  });

  act('act', 'acted', async ({ acts }, id, form) => {
    const wanted = ACTS.find((one) => one === form.text('act'));
    const why = ACT_REASONS.find((one) => one === form.text('why'));
    if (wanted === undefined || wanted === 'assign' || why === undefined) throw invalid('act');
    const [answer] = await acts.do([id], { act: wanted, why });
    if (answer?.done === false) {
      const { code, message, cure } = answer;
      throw new RedressError(code, message, { cure });
    }
  });
}

function invalid(field: string): InvalidRequest {
  return new InvalidRequest([
    { code: 'field_missing', field, message: `${field} is missing`, cure: `Give ${field}.` },
  ]);
}
