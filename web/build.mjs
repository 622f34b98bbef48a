// Builds src/ into dist/: each file under a name with the hash of its content, compressed beside it, and
// assets.properties, which says for each name what it is called now.
import * as esbuild from "esbuild";
import * as sass from "sass";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "dist");
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const names = {};

async function keep(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const extension = extname(name);
  const hashed = `${basename(name, extension)}.${hash}${extension}`;
  await writeFile(join(dist, hashed), content);
  names[name] = hashed;
}

// The Design System declares every weight of three families; ours (swap) are the four that pages use.
function ourFontsOnly(css) {
  return css.replace(/@font-face\s*\{[^}]*\}/g, (face) => (face.includes("swap") ? face : ""));
}

async function style(name) {
  const compiled = await sass.compileAsync(join(here, "src/styles", `${name}.scss`), {
    loadPaths: [join(here, "node_modules/@uswds/uswds/packages")],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "mixed-decls", "color-functions", "if-function"],
    logger: sass.Logger.silent,
  });
  const bundled = await esbuild.build({
    stdin: { contents: ourFontsOnly(compiled.css), loader: "css", resolveDir: join(here, "src/styles") },
    bundle: true,
    minify: true,
    target: ["chrome111", "firefox114", "safari16.4"],
    outdir: dist,
    assetNames: "[name].[hash]",
    loader: { ".svg": "file", ".woff2": "file" },
    publicPath: "/assets",
    write: false,
  });
  for (const file of bundled.outputFiles) {
    if (file.path.endsWith(".css")) await keep(`${name}.css`, file.contents);
    else await writeFile(join(dist, basename(file.path)), file.contents);
  }
}

async function script(name) {
  const bundled = await esbuild.build({
    entryPoints: [join(here, "src", `${name}.js`)],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome111", "firefox114", "safari16.4"],
    legalComments: "none",
    write: false,
  });
  await keep(`${name}.js`, bundled.outputFiles[0].contents);
}

await Promise.all([style("app"), style("plain"), style("tell"), script("app"), script("tell")]);
for (const picture of await readdir(join(here, "src/img"))) {
  await keep(picture, await readFile(join(here, "src/img", picture)));
}
for (const file of await readdir(dist)) {
  if (/\.(css|js|svg)$/.test(file)) {
    const content = await readFile(join(dist, file));
    await writeFile(join(dist, `${file}.gz`), gzipSync(content, { level: 9 }));
    await writeFile(
      join(dist, `${file}.br`),
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    );
  }
}
const lines = Object.entries(names).sort().map(([name, hashed]) => `${name}=${hashed}`);
await writeFile(join(dist, "assets.properties"), `${lines.join("\n")}\n`);
