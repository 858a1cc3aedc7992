import { z } from 'zod';
import { LOGO_TYPES } from '../../service/branding.ts';
import { instant } from './common.ts';
import { name } from './submission.ts';

/** The longest logo in base64. */
const MAX_BASE64 = 90_000;
const MAX_TEXT = 2000;

const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as #1f3b5c');
const logo = z.strictObject({
  media_type: z.enum(LOGO_TYPES),
  base64: z.string().max(MAX_BASE64).describe('The bytes of the file; 64 KiB and 2,000 pixels a side at most.'),
});

/** The body that keeps a branding. */
export const brandingBody = z
  .strictObject({
    name,
    logo: logo.optional(),
    accent: color.optional().describe('Of headings and links; its contrast on white is at least 4.5.'),
    footer: z.string().max(MAX_TEXT).optional().describe('A line at the foot of each page.'),
    prepared_by: name.optional().describe('Who prepared a report; the name when left out.'),
    disclaimer: z.string().max(MAX_TEXT).optional().describe('After ours, which always stands.'),
  })
  .meta({
    id: 'NewBranding',
    examples: [{ name: 'Example Law Firm', accent: '#1f3b5c', footer: 'Example Law Firm, Example Street 1' }],
  });

/** A branding as it goes out. */
export const branding = z
  .object({
    name: z.string(),
    logo: z
      .object({ media_type: z.enum(LOGO_TYPES), base64: z.string(), width: z.number(), height: z.number() })
      .nullable()
      .describe('What is left of it: what draws.'),
    accent: z.string(),
    footer: z.string(),
    prepared_by: z.string().nullable(),
    disclaimer: z.string(),
    updated_at: instant,
  })
  .meta({ id: 'Branding', description: "How an organization's papers look, and what they say of it." });
