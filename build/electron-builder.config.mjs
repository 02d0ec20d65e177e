// What a packaged Stillpoint consists of. The list of files is an allowance, not a refusal: a new folder in the
// checkout stays out until somebody puts it here. tests/integration/packaging.test.ts holds it to that.

const addon = '@seydx/node-av-${platform}-${arch}';

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'org.stillpoint.Stillpoint',
  productName: 'Stillpoint',
  copyright: 'GPL-3.0-or-later',
  // A Debian package must name a home page and a person; this address is reserved never to exist.
  extraMetadata: {
    homepage: 'https://stillpoint.invalid',
    author: 'Stillpoint contributors <nobody@stillpoint.invalid>',
  },
  directories: { output: 'out', buildResources: 'build/icons' },
  asar: true,
  // A shared library is loaded by the system, which cannot look into an archive.
  asarUnpack: ['**/*.node'],
  // The addons come built for every system inside their npm packages.
  npmRebuild: false,
  nodeGypRebuild: false,
  files: [
    'package.json',
    'dist/**',
    // The browser host is for checkouts; the packaged application opens no port.
    '!dist/{.stamp,THIRD_PARTY_NOTICES.txt,electron/serve.js}',
    '!**/node_modules/**',
    'node_modules/better-sqlite3/{package.json,lib/**}',
    'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node',
    'node_modules/node-av/{package.json,dist/**/*.js}',
    '!node_modules/node-av/dist/webrtc/**',
    `node_modules/${addon}*/{package.json,node-av.node}`,
    'node_modules/sodium-native/{package.json,index.js,binding.js}',
    'node_modules/sodium-native/prebuilds/${platform}-${arch}/*.node',
    'node_modules/{require-addon,bare-addon-resolve,bare-module-resolve,bare-semver,which-runtime}/{package.json,*.js,lib/**}',
    '!**/*.{map,d.ts,md}',
  ],
  extraResources: [
    { from: 'build/sample', to: 'sample', filter: ['sample.json', 'session.*'] },
    { from: 'LICENSE', to: 'LICENSE.txt' },
    { from: 'dist/THIRD_PARTY_NOTICES.txt', to: 'THIRD_PARTY_NOTICES.txt' },
  ],
  electronLanguages: ['en-US'],
  // Nobody may turn the installed application into a general Node, or feed it other code.
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true,
  },
  // No updates and no reports: the machines this runs on are not to talk to anybody.
  publish: null,
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Education',
    synopsis: 'Interpersonal Process Recall with recorded sessions',
  },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.education',
    extendInfo: { NSMicrophoneUsageDescription: 'A recall interview is recorded while you hold it.' },
  },
  win: { target: ['nsis'] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
};
