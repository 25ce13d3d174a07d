import { spawnSync } from 'node:child_process';
import { RedressError } from '../../domain/errors.ts';

/** As whom the server's programs run; empty for "as myself". PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const USER = 'postgres';

function lookUp(): Account | undefined {
  const uid = spawnSync('id', ['-u', USER], { encoding: 'utf8' });
  const gid = spawnSync('id', ['-g', USER], { encoding: 'utf8' });
  if (uid.status !== 0 || gid.status !== 0) {
    return undefined;
  }
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function create(): void {
  // Debian and Red Hat, then Alpine (busybox).
  spawnSync('groupadd', ['--system', USER]);
  const made = spawnSync('useradd', ['--system', '--gid', USER, '--no-create-home', USER]);
  if (made.status !== 0) {
    spawnSync('addgroup', ['-S', USER]);
    spawnSync('adduser', ['-S', '-D', '-H', '-G', USER, USER]);
  }
}

/**
 * Answers the account for the embedded server: our own, or `postgres` (created if need be) when we are root.
 *
 * @throws RedressError `database_user_missing`
 */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const known = lookUp();
  if (known !== undefined) {
    return known;
  }
  create();
  const made = lookUp();
  if (made === undefined) {
    throw new RedressError(
      'database_user_missing',
      'Redress runs as root, PostgreSQL must not, and the user "postgres" could not be created.',
      { cure: 'Create it (useradd --system postgres), run Redress as another user, or set DATABASE_URL.' },
    );
  }
  return made;
}

/** Whether the account can enter a folder: asked of the system, since ACLs and mounts count too. */
export function canEnter(account: Account, folder: string): boolean {
  if (account.uid === undefined) {
    return true;
  }
  return spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0;
}
