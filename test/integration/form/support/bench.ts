import { createBrowserHost } from '../../../../src/browser/host.ts';
import type { BrowserHost } from '../../../../src/browser/types.ts';
import type { RenderedForm } from '../../../../src/catalog/rendered.ts';
import { FormSpec } from '../../../../src/catalog/schema/form.ts';
import { createFormSender } from '../../../../src/channels/form/form-sender.ts';
import type { EffectControl, Sender, SendOrder, SendReport } from '../../../../src/flow/ports.ts';
import { createOutbound } from '../../../../src/outbound/outbound.ts';
import { recordingLog } from '../../../contract/recording-log.ts';
import { type Site, startSite } from './site.ts';

type Letter = NonNullable<RenderedForm['letter']>;

/** A form as a platform file writes it, read by the very schema of platform files. */
export type FormText = Parameters<typeof FormSpec.parse>[0] & object;

export interface Bench {
  readonly site: Site;
  readonly browser: BrowserHost;
  readonly sender: Sender<'form'>;
  readonly logLines: readonly string[];
  /** Sends a form whose `url` and `goto` paths are below the site; tells how often it committed. */
  send(form: object, options?: SendOptions): Promise<SendReport & { readonly commits: number }>;
  close(): Promise<void>;
}

export interface SendOptions {
  readonly letter?: Letter;
  readonly signal?: AbortSignal;
  readonly commit?: () => Promise<void>;
}

/** Chromium, the form channel and a site to send forms to: all real, all on loopback. */
export async function startBench(): Promise<Bench> {
  const site = await startSite();
  const outbound = createOutbound({ mode: 'live', allowNetworks: ['127.0.0.0/8'] });
  const { log, lines } = recordingLog();
  const browser = createBrowserHost({ outbound, log });
  const sender = createFormSender({ browser, log });
  return {
    site,
    browser,
    sender,
    logLines: lines,
    send: async (form, options = {}) => {
      let commits = 0;
      const control: EffectControl = {
        signal: options.signal ?? new AbortController().signal,
        commit: async () => {
          commits += 1;
          await options.commit?.();
        },
      };
      const report = await sender.send(formOrder(renderForm(form, site.url, options.letter)), control);
      return { ...report, commits };
    },
    close: async () => {
      await sender.close();
      await browser.close();
      await outbound.close();
      await site.close();
    },
  };
}

/** Reads a form by the schema and puts the site's address before its paths. */
export function renderForm(form: object, base: string, letter?: Letter): RenderedForm {
  const { url, steps, ...spec } = FormSpec.parse({ stepTimeout: 'PT10S', totalTimeout: 'PT40S', ...form });
  const below = (path: string) => (path.startsWith('/') ? `${base}${path}` : path);
  return {
    kind: 'form',
    url: below(url),
    steps: steps.map((step) => (step.do === 'goto' ? { ...step, url: below(step.url) } : step)),
    spec,
    letter,
  };
}

export function formOrder(
  rendered: RenderedForm,
  ids: { readonly key: string; readonly noticeKey: string } = { key: 'n1-1', noticeKey: 'n1' },
): SendOrder<'form'> {
  return { ...ids, takedownId: 'td_1', recipient: 'demo', channel: 'report-form', rendered };
}
