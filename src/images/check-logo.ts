import type { CheckLogo } from '../service/branding.ts';
import { checkPng } from './check-png.ts';
import { checkSvg } from './check-svg.ts';

/** Checks a logo and keeps only what draws it. */
export const checkLogo: CheckLogo = (type, bytes) => (type === 'image/png' ? checkPng(bytes) : checkSvg(bytes));
