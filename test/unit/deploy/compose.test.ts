import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROLES } from '../../../src/app/roles.ts';
import { readConfig } from '../../../src/config.ts';
import { composeFile, interpolated, repositoryFile } from './read.ts';

const LIVE = 'docker-compose.yml';
const SANDBOX = 'ops/docker-compose.sandbox.yml';
const live = composeFile(LIVE);
const sandbox = composeFile(SANDBOX);
const all = [LIVE, SANDBOX].flatMap((file) =>
  Object.entries(composeFile(file).services).map(([name, service]) => ({ file, name, service })),
);
const own = all.filter(({ service }) => service.build !== undefined);

describe.each(all)('$file: the service $name', ({ file, service }) => {
  it('has no capability, gains none, and cannot write to its image', () => {
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.read_only).toBe(true);
  });

  it('runs as a user that is not root', () => {
    if (service.build === undefined) expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    else expect(service.user, 'the image says who').toBeUndefined();
  });

  it('comes back after a crash, and is bounded in memory, processors and processes', () => {
    expect(service.restart).toBe('unless-stopped');
    expect(service.deploy.resources.limits.memory).toMatch(/^\d+[mg]$/);
    expect(Number(service.deploy.resources.limits.cpus)).toBeGreaterThan(0);
    expect(service.deploy.resources.limits.pids).toBeGreaterThan(0);
  });

  it('has longer to end than the 20 seconds that Redress takes at most', () => {
    expect(Number(/^(\d+)s$/.exec(service.stop_grace_period)?.[1])).toBeGreaterThanOrEqual(30);
  });

  it('publishes ports on this machine only', () => {
    for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('writes to named volumes and memory that are declared', () => {
    for (const volume of service.volumes) {
      const source = volume.replace(/\$\{[^}]*\}/, './set').split(':')[0] ?? '';
      if (source.startsWith('.')) expect(volume, 'a folder of the machine is only read').toMatch(/:ro$/);
      else expect(Object.keys(composeFile(file).volumes)).toContain(source);
    }
    expect(service.tmpfs.length).toBeGreaterThan(0);
  });
});

describe('the live file', () => {
  it('has the database, the queue and one service for each role but all', () => {
    expect(Object.keys(live.services)).toEqual(['postgres', 'redis', 'api', 'worker', 'browser']);
    const roles = own
      .filter(({ file }) => file === LIVE)
      .map(({ service }) => service.command.join(' ').replace('serve --role ', ''));
    expect(roles).toEqual(ROLES.filter((role) => role !== 'all'));
  });

  it('starts Redress only when database and queue answer', () => {
    for (const name of ['api', 'worker', 'browser']) {
      expect(live.services[name]?.depends_on).toEqual({
        postgres: { condition: 'service_healthy' },
        redis: { condition: 'service_healthy' },
      });
    }
  });

  it('asks each part whether it works in its own language', () => {
    expect(live.services['postgres']?.healthcheck.test).toContain('pg_isready');
    expect(live.services['redis']?.healthcheck.test.join(' ')).toContain('redis-cli ping');
    for (const { service } of own) expect(service.healthcheck.test.join(' ')).toContain('/readyz');
  });

  it('keeps the database and the queue where nothing outside can be reached', () => {
    expect(live.networks['inside']?.internal).toBe(true);
    for (const name of ['postgres', 'redis']) expect(live.services[name]?.networks).toEqual(['inside']);
  });

  it('holds no secret: whatever is one must be given by the environment', () => {
    const variables = interpolated(repositoryFile(LIVE));
    for (const name of ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'REDRESS_MASTER_KEY', 'REDRESS_SMTP_URL']) {
      expect(variables.get(name), name).toBe('required');
    }
    expect([...variables.values()]).not.toContain('bare');
    for (const { name, service } of all) {
      for (const [key, value] of Object.entries(service.environment)) {
        if (/PASSWORD|AUTH|KEY|TOKEN|URL/.test(key)) expect(value, `${name}.${key}`).toMatch(/\$\{\w+:[?-]/);
      }
    }
  });

  it('lets the queue refuse jobs rather than throw old ones away', () => {
    expect(live.services['redis']?.command.join(' ')).toContain('--maxmemory-policy noeviction');
  });

  it('gives the mail server and the secrets to those alone that send', () => {
    expect(Object.keys(live.services['api']?.environment ?? {})).not.toContain('REDRESS_SMTP_URL');
    for (const name of ['worker', 'browser']) {
      expect(Object.keys(live.services[name]?.environment ?? {})).toEqual(
        expect.arrayContaining(['REDRESS_SMTP_URL', 'REDRESS_SECRETS_DIR']),
      );
    }
  });
});

describe('the sandbox file', () => {
  it('needs no variable, and runs everything in one process', () => {
    expect([...interpolated(repositoryFile(SANDBOX)).values()]).not.toContain('required');
    expect(Object.keys(sandbox.services)).toEqual(['redress']);
    expect(sandbox.services['redress']?.command).toEqual(['serve', '--role', 'all']);
    expect(sandbox.services['redress']?.environment['REDRESS_MODE']).toBe('sandbox');
  });

  it('keeps its database in a volume', () => {
    expect(sandbox.services['redress']?.volumes).toEqual(['data:/data']);
  });
});

describe.each(own)('$file: the settings of $name', ({ service }) => {
  const given = Object.fromEntries(
    Object.entries(service.environment).map(([name, value]) => [name, filledIn(name, value)]),
  );

  it('are all settings of Redress, and valid ones', () => {
    const config = readConfig(given, '/app');
    expect(config.mode).toBe(service.environment['REDRESS_MODE']);
    for (const name of Object.keys(service.environment)) {
      expect(repositoryFile('src/config.ts'), name).toContain(name);
    }
  });

  it('give Chromium where forms are filled in or pages are rendered, and let it have its own sandbox', () => {
    if (service.command.includes('api')) {
      expect(service.build?.target).toBe('app');
      return;
    }
    expect(service.build?.target).toBe('browser');
    expect(service.security_opt.some((option) => option.endsWith('seccomp-chromium.json'))).toBe(true);
  });
});

const Profile = z.object({
  defaultAction: z.literal('SCMP_ACT_ALLOW'),
  syscalls: z.array(z.object({ names: z.array(z.string()), action: z.literal('SCMP_ACT_ERRNO') })),
});

describe('ops/seccomp-chromium.json', () => {
  const text = repositoryFile('ops/seccomp-chromium.json');

  it('is where the Compose files look for it', () => {
    const at = (path: string): boolean =>
      existsSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)));
    expect(live.services['browser']?.security_opt).toContain('seccomp=./ops/seccomp-chromium.json');
    expect(sandbox.services['redress']?.security_opt).toContain('seccomp=./seccomp-chromium.json');
    expect(at('ops/seccomp-chromium.json')).toBe(true);
  });

  it('leaves out what Chromium needs for its sandbox and forbids mounting and the kernel’s own calls', () => {
    const denied = Profile.parse(JSON.parse(text)).syscalls.flatMap((rule) => rule.names);
    for (const name of ['clone', 'clone3', 'unshare', 'setns', 'chroot', 'seccomp'])
      expect(denied).not.toContain(name);
    expect(denied).toEqual(
      expect.arrayContaining(['mount', 'bpf', 'init_module', 'kexec_load', 'io_uring_setup']),
    );
  });
});

/** As Compose would fill it in with what .env.example asks for. */
function filledIn(name: string, value: string): string {
  if (name === 'REDRESS_SMTP_URL') return 'smtps://user:password@mail.helpline.example:465';
  return value.replace(/\$\{\w+:-([^}]*)\}/g, '$1').replace(/\$\{\w+:\?[^}]*\}/g, 'secret');
}
