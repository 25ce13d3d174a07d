import type { Command } from 'commander';

type Add = (program: Command) => void;

/** A file of `commands/`: the first words that it answers to, and how it is loaded. */
interface Group {
  readonly names: readonly string[];
  readonly load: () => Promise<Add>;
}

/** In the order in which `--help` lists them. */
export const GROUPS: readonly Group[] = [
  { names: ['serve'], load: async () => (await import('./commands/serve.ts')).addServe },
  { names: ['submit'], load: async () => (await import('./commands/submit.ts')).addSubmit },
  { names: ['status'], load: async () => (await import('./commands/status.ts')).addStatus },
  { names: ['list'], load: async () => (await import('./commands/list.ts')).addList },
  { names: ['show'], load: async () => (await import('./commands/show.ts')).addShow },
  { names: ['tasks'], load: async () => (await import('./commands/tasks.ts')).addTasks },
  { names: ['withdraw'], load: async () => (await import('./commands/withdraw.ts')).addWithdraw },
  {
    names: ['retry', 'pause', 'unpause', 'escalate', 'assign'],
    load: async () => (await import('./commands/acts.ts')).addActs,
  },
  { names: ['platforms'], load: async () => (await import('./commands/platforms.ts')).addPlatforms },
  { names: ['token'], load: async () => (await import('./commands/token.ts')).addToken },
  { names: ['audit'], load: async () => (await import('./commands/audit.ts')).addAudit },
  { names: ['cases'], load: async () => (await import('./commands/cases.ts')).addCases },
  {
    names: ['intake-secret'],
    load: async () => (await import('./commands/intake-secret.ts')).addIntakeSecret,
  },
  { names: ['keys'], load: async () => (await import('./commands/keys.ts')).addKeys },
  { names: ['purge'], load: async () => (await import('./commands/purge.ts')).addPurge },
  { names: ['backup', 'restore'], load: async () => (await import('./commands/backup.ts')).addBackup },
  { names: ['stop', 'stops', 'resume'], load: async () => (await import('./commands/stop.ts')).addStop },
  { names: ['circuits'], load: async () => (await import('./commands/circuits.ts')).addCircuits },
  { names: ['compliance'], load: async () => (await import('./commands/compliance.ts')).addCompliance },
  { names: ['doctor'], load: async () => (await import('./commands/doctor.ts')).addDoctor },
  { names: ['demo'], load: async () => (await import('./commands/demo.ts')).addDemo },
];

/**
 * The commands that these arguments ask for: loading all of them takes longer than most of them work. All for help, and
 * for a word that is none of them, so that the nearest can be named.
 */
export async function commandsFor(args: readonly string[]): Promise<readonly Add[]> {
  if (args[0] === '--version' || args[0] === '-V') return [];
  const word = args.find((arg) => !arg.startsWith('-'));
  const asked = GROUPS.filter(({ names }) => word !== undefined && names.includes(word));
  return Promise.all((asked.length > 0 ? asked : GROUPS).map(({ load }) => load()));
}
