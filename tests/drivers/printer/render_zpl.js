// Draws ZPL as pictures with zpl-renderer-js, a renderer that is not ours.
// render_zpl.js NPM_FOLDER DOTS_PER_MM [WIDTH_MM HEIGHT_MM FILE.zpl]...
// Writes FILE.zpl.png and prints how many labels each file held.
const fs = require('fs');
const path = require('path');

async function main([npm, dotsPerMm, ...labels]) {
    const { ready } = require(path.join(npm, 'node_modules', 'zpl-renderer-js'));
    const { api } = await ready;
    for (let i = 0; i + 2 < labels.length; i += 3) {
        const [width, height, file] = labels.slice(i, i + 3);
        const zpl = fs.readFileSync(file, 'latin1');
        const pictures = await api.zplToBase64MultipleAsync(zpl, +width, +height, +dotsPerMm);
        fs.writeFileSync(file + '.png', Buffer.from(pictures[0], 'base64'));
        console.log(pictures.length);
    }
}

main(process.argv.slice(2)).then(() => process.exit(0), (error) => {
    console.error(String(error).slice(0, 500));
    process.exit(1);
});
