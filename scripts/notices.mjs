// Rewrites THIRD-PARTY-NOTICES.md from what package-lock.json and node_modules hold.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, runAsScript } from './steps/command.mjs';
import { thirdPartyNotices } from './steps/notices.mjs';

await runAsScript(import.meta.url, async () => {
  await writeFile(join(ROOT, 'THIRD-PARTY-NOTICES.md'), await thirdPartyNotices());
});
