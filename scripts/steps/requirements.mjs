// What Agelens needs on a machine, and what to do where it is missing. Pure functions over what was found.

/** The npm command of each purpose, and the Debian packages it needs. */
export const PURPOSES = {
  build: { command: 'npm start', packages: ['emscripten', 'cmake', 'ninja-build', 'libstb-dev'] },
  test: {
    command: 'npm test',
    packages: [
      'clang',
      'libclang-rt-14-dev',
      'libgtest-dev',
      'libgmock-dev',
      'nlohmann-json3-dev',
      'clang-format',
      'clang-tidy',
      'chromium',
    ],
  },
  bench: { command: 'npm run bench', packages: ['clang', 'libbenchmark-dev'] },
};

/** @typedef {keyof typeof PURPOSES} Purpose */

/** @param {Purpose[]} purposes */
export function packagesFor(purposes) {
  return [...new Set(purposes.flatMap((purpose) => PURPOSES[purpose].packages))];
}

/**
 * @param {string[]} wanted
 * @param {string} dpkgOutput lines of `package status`, as `dpkg-query -W -f '${Package} ${db:Status-Status}\n'` prints them
 */
export function missingPackages(wanted, dpkgOutput) {
  const installed = new Set(
    dpkgOutput
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((name) => !installed.has(name));
}

/**
 * How missing packages get installed: a command prefix, or the sentence that tells the user what to do.
 * @param {string[]} missing
 * @param {{hasApt: boolean, isRoot: boolean, hasSudo: boolean, retry: string}} machine `hasSudo`: without a password
 * @returns {{prefix: string[]} | {sentence: string}}
 */
export function installPlan(missing, { hasApt, isRoot, hasSudo, retry }) {
  const names = missing.join(' ');
  if (!hasApt) {
    return {
      sentence:
        `Agelens installs its tools with apt-get, which this system lacks: install what Debian 12 calls ${names}, ` +
        `then run "AGELENS_SKIP_APT=1 ${retry}".`,
    };
  }
  if (isRoot) return { prefix: [] };
  if (hasSudo) return { prefix: ['sudo', '-n'] };
  return {
    sentence: `Agelens needs Debian packages that only root can install: run "sudo apt-get install --no-install-recommends ${names}", then "${retry}" again.`,
  };
}

/**
 * @param {string} version as `process.versions.node`
 * @returns {string | null} a sentence when Node is too old
 */
export function nodeProblem(version) {
  if (Number.parseInt(version, 10) >= 20) return null;
  return `Agelens needs Node.js 20 or later and this is ${version}: install a newer one from https://nodejs.org.`;
}

/**
 * True when node_modules holds exactly what package-lock.json asks for. Optional packages may be absent: they are
 * builds for other systems.
 * @param {string} lockText package-lock.json
 * @param {string | null} installedText node_modules/.package-lock.json, npm's own record; null when absent
 */
export function npmPackagesAreCurrent(lockText, installedText) {
  if (installedText === null) return false;
  /** @typedef {Record<string, {version?: string, integrity?: string, optional?: boolean}>} Packages */
  const { '': _project, ...wanted } = /** @type {Packages} */ (JSON.parse(lockText).packages);
  const installed = /** @type {Packages} */ (JSON.parse(installedText).packages);
  const same = Object.entries(wanted).every(([path, entry]) => {
    const found = installed[path];
    if (!found) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
  return same && Object.keys(installed).every((path) => path in wanted);
}
