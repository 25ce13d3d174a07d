import type { Config } from '../config.ts';
import type { Practice } from '../sandbox/practice.ts';

/** Where the practice platforms are, as the effects need to know them. */
export interface PracticeSite {
  readonly http: { readonly suffix: string; readonly address: string; readonly port: number };
  readonly smtp: { readonly address: string; readonly port: number };
  readonly secrets: Readonly<Record<string, string>>;
  /** Undefined when another process serves them. */
  readonly own?: Practice | undefined;
  close(): Promise<void>;
}

/** The practice platforms of the sandbox: served here, or those that another process serves; none in live mode. */
export async function openPractice(config: Config): Promise<PracticeSite | undefined> {
  if (config.mode === 'live') return undefined;
  const { startPractice, PRACTICE_SECRETS, SUFFIX } = await import('../sandbox/practice.ts');
  if (config.practice !== undefined) {
    const { http, smtp } = config.practice;
    return {
      http: { suffix: SUFFIX, ...http },
      smtp,
      secrets: PRACTICE_SECRETS,
      close: async () => undefined,
    };
  }
  const own = await startPractice();
  return {
    http: own.http,
    smtp: { address: own.smtp.host, port: own.smtp.port },
    secrets: own.secrets,
    own,
    close: () => own.close(),
  };
}
