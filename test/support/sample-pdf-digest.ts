import { createHash } from 'node:crypto';
import { sampleRendition } from './sample-document.ts';
import { writePdf } from './pdf-writer.ts';

// Prints the digest of the sample as PDF, so that two processes can be compared.
process.stdout.write(
  createHash('sha256')
    .update(writePdf(sampleRendition('bilingual')))
    .digest('hex'),
);
