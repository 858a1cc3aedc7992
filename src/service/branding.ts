import type { InputIssue } from '../core/base/input-issue.ts';
import type { Caller } from './access.ts';
import { canonicalJson } from './digest.ts';
import type { BrandingRecord, Clock, Store } from './ports.ts';
import { ServiceError } from './service-error.ts';

/** How large a logo may be: bytes, and pixels a side. */
export const LOGO_BOUNDS = { bytes: 64 * 1024, side: 2000 } as const;

/** Formats in which a logo comes. */
export const LOGO_TYPES = ['image/png', 'image/svg+xml'] as const;

/** A logo of which only what draws it is left. */
export interface CheckedLogo {
  readonly media_type: (typeof LOGO_TYPES)[number];
  readonly bytes: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Thrown for a logo that cannot be used; the message completes "The logo cannot be used: …". */
export class FaultyLogo extends Error {
  override readonly name = 'FaultyLogo';
}

/** Checks a logo and keeps only what draws it. @throws FaultyLogo */
export type CheckLogo = (type: CheckedLogo['media_type'], bytes: Uint8Array) => CheckedLogo;

/** How papers are to look, before it was looked at. */
export interface BrandingRequest {
  readonly name: string;
  readonly logo?: { readonly media_type: CheckedLogo['media_type']; readonly base64: string } | undefined;
  readonly accent?: string | undefined;
  readonly footer?: string | undefined;
  readonly prepared_by?: string | undefined;
  readonly disclaimer?: string | undefined;
}

const ACCENT = '#1f3b5c';
/** Least contrast of text on its ground: WCAG 2.2, success criterion 1.4.3. */
const LEAST_CONTRAST = 4.5;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Keeps how the papers of an organization look from now on, in the place of a revision; `null` is for none. Final reports stay as they
 * were signed.
 *
 * @throws ServiceError `invalid_input` for a logo that cannot be used or a colour that could not be read, or `precondition_failed`
 */
export async function saveBranding(
  needs: { readonly store: Store; readonly clock: Clock; readonly checkLogo: CheckLogo },
  { reach, actor }: Caller,
  request: BrandingRequest,
  expected: number | null,
): Promise<BrandingRecord> {
  const issues: InputIssue[] = [];
  const { accent = ACCENT } = request;
  checkAccent(accent, issues);
  const logo = request.logo === undefined ? [] : readLogo(needs.checkLogo, request.logo, issues);
  if (issues.length > 0) throw new ServiceError('invalid_input', undefined, issues);
  const at = needs.clock.now();
  const { name, footer = '', prepared_by: preparedBy = name, disclaimer = '' } = request;
  const record = { updatedAt: at, brand: { name, logo, accent: accent.toLowerCase(), footer }, preparedBy, disclaimer };
  const { organization } = reach;
  const revision = await needs.store.saveBranding(organization, record, expected, [
    {
      at,
      actor,
      action: 'branding.change',
      subject: organization,
      content: canonicalJson({ ...record, updatedAt: null }),
    },
  ]);
  return { ...record, revision };
}

function readLogo(
  checkLogo: CheckLogo,
  { media_type: type, base64 }: NonNullable<BrandingRequest['logo']>,
  issues: InputIssue[],
): BrandingRecord['brand']['logo'] {
  const fault = (message: string, expected: string): void => {
    issues.push({ pointer: '/logo', code: 'invalid_logo', message, expected, suggestion: null });
  };
  if (!BASE64.test(base64)) {
    fault('The logo is not written in base64', 'the bytes of the file in base64, RFC 4648 section 4');
    return [];
  }
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > LOGO_BOUNDS.bytes) {
    fault(`The logo has ${bytes.length} bytes`, `${LOGO_BOUNDS.bytes} bytes at most`);
    return [];
  }
  try {
    const checked = checkLogo(type, bytes);
    const { width, height } = checked;
    return [{ media_type: type, base64: Buffer.from(checked.bytes).toString('base64'), width, height }];
  } catch (error) {
    if (!(error instanceof FaultyLogo)) throw error;
    fault(
      `The logo cannot be used: ${error.message}`,
      `a whole ${type === 'image/png' ? 'PNG' : 'SVG'} that only draws`,
    );
    return [];
  }
}

function checkAccent(accent: string, issues: InputIssue[]): void {
  const contrast = contrastOnWhite(accent);
  if (contrast >= LEAST_CONTRAST) return;
  issues.push({
    pointer: '/accent',
    code: 'low_contrast',
    message: `${accent} has a contrast of ${contrast.toFixed(1)} on white`,
    expected: `a colour with a contrast of at least ${LEAST_CONTRAST}, so that text in it can be read`,
    suggestion: darkened(accent),
  });
}

/** The nearest darker colour that can be read. */
function darkened(accent: string): string {
  for (let part = 0.95; part > 0; part -= 0.05) {
    const darker = `#${channelsOf(accent)
      .map((channel) =>
        Math.round(channel * part)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
    if (contrastOnWhite(darker) >= LEAST_CONTRAST) return darker;
  }
  return ACCENT;
}

/** As WCAG 2.2 defines it: from 1 to 21. */
function contrastOnWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function channelsOf(color: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}
