import { z } from 'zod';
import { LOCATION_KINDS } from '../../domain/verdict.ts';
import { Channel } from './channel.ts';
import { Duration, Id, Pattern, Provenance, Template } from './common.ts';
import { Removal, Verify } from './removal.ts';

export const RECIPIENT_KINDS = ['platform', 'host', 'cdn', 'registrar', 'search', 'regulator'] as const;

/** Which hosts belong to the recipient. A domain stands for itself and all names below it. */
const HostRule = z.strictObject({
  domain: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a host name in lower case'),
  /** Only this very name, not the names below it. */
  exact: z.boolean().default(false),
  /** Only paths that fit: for hosts that several services share, such as google.com/search. */
  path: Pattern.optional(),
  /** What is found here, e.g. `media` for a CDN of images. */
  serves: z.enum(LOCATION_KINDS).default('page'),
  /** A host that only shortens links: its target is not known without asking it. */
  shortener: z.boolean().default(false),
  ...Provenance,
});

/** A kind of content, how its id is read from the URL, and the one URL that stands for all its spellings. */
const ContentRule = z.strictObject({
  id: Id,
  /** Only on hosts that fit, e.g. `^youtu\\.be$`; named groups are known in `canonical`. */
  host: Pattern.optional(),
  /** Matched against the path; named groups are known in `canonical`. One group should be `id`. */
  path: Pattern,
  /** For sites that keep the content id behind the `#`; without it the fragment is dropped. */
  fragment: Pattern.optional(),
  /** Query parameters that tell the content apart: name of the group -> parameter. All others are dropped. */
  query: z.record(z.string(), z.string()).default({}),
  /** LiquidJS with the groups and `host`: `https://x.com/{{ user }}/status/{{ id }}`. */
  canonical: Template,
  /** Further places of the same content that can be checked, from the same groups. */
  locations: z.array(z.strictObject({ kind: z.enum(LOCATION_KINDS), url: Template })).default([]),
  examples: z.array(z.strictObject({ url: z.url(), canonical: z.url() })).min(1),
});

/** One step of the ladder: the first usable channel of the list is taken; after `wait` comes the next rung. */
const Rung = z.strictObject({
  /** Another recipient; without it, the platform itself. */
  to: Id.optional(),
  channels: z.array(Id).min(1),
  /** `deadline` waits until the strictest clock that runs is over. */
  wait: z.union([z.literal('deadline'), Duration]),
  /** Only when one of these regimes applies to the takedown. */
  regimes: z.array(Id).optional(),
});

/** When a channel that keeps failing rests (DESIGN 2). */
const Circuit = z.strictObject({
  /** Failed deliveries in a row after which the channel rests. */
  failures: z.int().min(1).max(100).default(5),
  /** How long it rests; doubled each time the trial afterwards fails. */
  pause: Duration.default(60_000),
  maxPause: Duration.default(3_600_000),
});

/** What the recipient stands: enforced over all processes by the claim. */
const Limits = z.strictObject({
  perMinute: z.number().positive().max(100_000).default(30),
  concurrency: z.int().min(1).max(1000).default(2),
  circuit: Circuit.prefault({}),
});

const Policy = z.strictObject({
  title: z.string(),
  clause: z.string().optional(),
  url: z.url(),
  readOn: z.iso.date(),
  confidence: z.enum(['sourced', 'unverified']),
});

export const Recipient = z
  .strictObject({
    id: Id,
    name: z.string().min(1).max(200),
    aliases: z.array(z.string()).default([]),
    kind: z.enum(RECIPIENT_KINDS),
    category: z.string().max(60),
    hosts: z.array(HostRule).default([]),
    /** For software that runs on any host (Mastodon): how its URLs look. A person confirms the match. */
    instances: z
      .strictObject({ paths: z.array(Pattern).min(1), probe: z.string().optional(), ...Provenance })
      .optional(),
    content: z.array(ContentRule).default([]),
    /** Query parameters that tell content apart here although they look like tracking (`ref`, `si`). */
    keepQuery: z.array(z.string()).default([]),
    /** Query parameters of the recipient's own share links, such as `s` and `t` on x.com: dropped. */
    dropQuery: z.array(z.string()).default([]),
    regimes: z.array(Id).default([]),
    languages: z.array(z.string().regex(/^[a-z]{2}$/)).default(['en']),
    policies: z.array(Policy).default([]),
    /** The hours that the recipient itself promises, if a source says so. */
    promises: z.strictObject({ within: Duration.optional(), text: z.string(), ...Provenance }).optional(),
    channels: z.record(Id, Channel).default({}),
    ladder: z.array(Rung).default([]),
    limits: Limits.prefault({}),
    removal: Removal.default({ signals: [], method: 'http' }),
    verify: Verify.prefault({}),
    programmes: z
      .strictObject({
        stopncii: z.boolean().nullable().default(null),
        takeItDown: z.boolean().nullable().default(null),
        note: z.string().optional(),
      })
      .optional(),
    note: z.string().max(4000).optional(),
    sources: z.array(z.string()).min(1),
  })
  .describe('A recipient of notices: platform, host, CDN, registrar, search engine or regulator');
export type Recipient = z.infer<typeof Recipient>;
export type RecipientInput = z.input<typeof Recipient>;
export type ContentRule = z.infer<typeof ContentRule>;
export type Rung = z.infer<typeof Rung>;
export type HostRule = z.infer<typeof HostRule>;

/** A recipient as its file is written: it may take over from another file (DESIGN 3: files may extend a shared one). */
export const RecipientFile = Recipient.extend({
  extends: z
    .string()
    .regex(/^[a-z0-9_-]+(\/[a-z0-9_-]+)*$/, 'a path below platforms/ without .yaml')
    .optional()
    .describe('File to take over from: path below platforms/ without .yaml, e.g. _shared/us-social'),
});
