import { createHash } from 'node:crypto';
import { readUrl } from '../../domain/read-url.ts';
import type { RenderedAttachment } from '../rendered.ts';
import type { NoticeView } from '../view.ts';

/** Namespace of the report ids (RFC 9562 section 5.5), made up once for Redress. */
const NAMESPACE = Buffer.from('6f0b4c1de2a94d1b8a57c3f2d9e07b64', 'hex');

/**
 * XARF v4 reports (xarf/xarf-spec, read 2026-03-20), one for each location, as JSON. The format has no type for NCII:
 * `content/exposed_data` is the nearest valid one, with the tag `ncii:adult`. It carries no evidence, since that
 * would be the image.
 */
export function xarfReports(view: NoticeView): RenderedAttachment[] {
  const contact = view.helpline.email;
  const party = {
    org: view.helpline.organisation,
    contact,
    domain: contact.slice(contact.lastIndexOf('@') + 1),
  };
  return view.urls.map((url, index) => {
    const report = {
      xarf_version: '4.2.0',
      report_id: uuidOf(index === 0 ? view.tag : `${view.tag}/${index + 1}`),
      timestamp: view.now,
      reporter: party,
      sender: party,
      source_identifier: readUrl(url)?.hostname ?? view.host,
      category: 'content',
      type: 'exposed_data',
      data_types: ['personal_information'],
      exposure_method: 'forum_post',
      url,
      description: DESCRIPTION,
      tags: ['ncii:adult'],
    };
    return {
      filename: index === 0 ? 'xarf.json' : `xarf-${index + 1}.json`,
      contentType: 'application/json',
      content: `${JSON.stringify(report, null, 2)}\n`,
    };
  });
}

const DESCRIPTION =
  'Intimate image of an adult, published without consent. Reported by a helpline for the person shown, or by that person. The message that carries this report says everything else.';

/** UUID version 5: the same name always gives the same id, so a repeated mail is the same report. */
function uuidOf(name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
