// Writes demo/elements/: a page for each element, in English and Arabic, with its examples live and all that its documentation
// says, taken from the manifest. Not committed: made anew before each build of the demo, so that it cannot fall behind.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { examples } from '../demo/elements/examples.mjs';
import { root, runAll } from './run.mjs';

const folder = `${root}demo/elements`;

const texts = {
  all: { en: 'All elements', ar: 'كل العناصر' },
  elements: { en: 'Elements', ar: 'العناصر' },
  intro: {
    en: 'Each page shows an element as a theme uses it, with the events it emits beside it, and all that can be set.',
    ar: 'تعرض كل صفحة عنصرًا كما يستخدمه القالب، مع الأحداث التي يصدرها وكل ما يمكن ضبطه فيه.',
  },
  skip: { en: 'Skip to the content', ar: 'انتقل إلى المحتوى' },
  shop: { en: 'The demo shop', ar: 'متجر التجربة' },
  other: { en: 'العربية', ar: 'English' },
  examples: { en: 'Examples', ar: 'أمثلة' },
  source: { en: 'Its markup', ar: 'شيفرته' },
  states: { en: 'What the store answers', ar: 'ما يجيب به المتجر' },
  confirm: { en: 'The store confirms', ar: 'المتجر يؤكد' },
  hang: { en: 'The store never answers', ar: 'المتجر لا يجيب' },
  deny: { en: 'The store says no', ar: 'المتجر يرفض' },
  fail: { en: 'The store fails', ar: 'المتجر يتعطل' },
  absent: { en: 'There is no store', ar: 'لا يوجد متجر' },
  events: { en: 'What was emitted', ar: 'ما صدر من أحداث' },
  attributes: { en: 'Attributes', ar: 'السمات' },
  properties: { en: 'Properties', ar: 'الخصائص' },
  methods: { en: 'Methods', ar: 'الدوال' },
  slots: { en: 'Slots', ar: 'الفتحات' },
  parts: { en: 'Parts', ar: 'الأجزاء' },
  custom: { en: 'Custom properties', ar: 'خصائص CSS' },
  emits: { en: 'Events', ar: 'الأحداث' },
  name: { en: 'Name', ar: 'الاسم' },
  type: { en: 'Type', ar: 'النوع' },
  initial: { en: 'Default', ar: 'القيمة الأصلية' },
  meaning: { en: 'Meaning', ar: 'المعنى' },
  none: { en: 'The default one', ar: 'الأصلية' },
};

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const localized = (text, lang) => text.replace(/\{([^{}|]*)\|([^{}|]*)\}/g, (_, en, ar) => (lang === 'ar' ? ar : en));

/** The little Markdown of doc comments: paragraphs, `code` and fenced blocks. */
function prose(markdown) {
  const inline = (text) => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
  return markdown
    .split(/```\w*\n([\s\S]*?)```/)
    .flatMap((block, index) =>
      index % 2 ? [`<pre tabindex="0"><code>${escape(block)}</code></pre>`] : block.split(/\n{2,}/).filter((text) => text.trim()).map((text) => `<p>${inline(text)}</p>`),
    )
    .join('\n');
}

/** A table of what the manifest lists; nothing where it lists nothing. */
function table(title, id, rows, lang, columns) {
  if (!rows?.length) return '';
  const heads = columns.map(([text]) => `<th scope="col">${texts[text][lang]}</th>`).join('');
  const cell = (row, [, read], index) => {
    const text = read(row) ?? '';
    return index ? `<td lang="en" dir="ltr">${text}</td>` : `<th scope="row" dir="ltr"><code>${text}</code></th>`;
  };
  const body = rows.map((row) => `<tr>${columns.map((column, index) => cell(row, column, index)).join('')}</tr>`).join('\n');
  return `<div><h2 id="${id}">${texts[title][lang]}</h2>
<div class="table" role="region" aria-labelledby="${id}" tabindex="0"><table><thead><tr>${heads}</tr></thead><tbody>
${body}
</tbody></table></div></div>`;
}

const name = ['name', (row) => escape(row.name)];
const type = ['type', (row) => row.type && `<code>${escape(row.type.text.replace(/ \| undefined$/, ''))}</code>`];
const initial = ['initial', (row) => row.default && `<code>${escape(row.default)}</code>`];
const meaning = ['meaning', (row) => row.description && prose(row.description)];

/** What a theme may use of a class. */
const isPublic = ({ privacy, static: isStatic, name, inheritedFrom, description }) =>
  !privacy?.match(/private|protected/) && !isStatic && !name.startsWith('#') && (description || !inheritedFrom);

const example = ({ title, html }, id, lang, answer) => {
  const markup = localized(html, lang);
  return `<section class="example" aria-labelledby="${id}"${answer ? ` data-answer="${answer}"` : ''}>
<h3 id="${id}">${localized(title, lang)}</h3>
<div class="stage">
${markup}
</div>${answer ? '' : `\n<details><summary>${texts.source[lang]}</summary><pre tabindex="0" dir="ltr"><code>${escape(markup)}</code></pre></details>`}
</section>`;
};

/** Ids of one copy of an example must not stand in the next one. */
const answers = ['confirm', 'hang', 'deny', 'fail', 'absent'];

function page(element, elements, lang) {
  const { tagName: tag, description, attributes, members = [], slots, cssParts, cssProperties, events } = element;
  const shown = examples[tag] ?? [];
  const asks = events?.some(({ name }) => name.endsWith('-request'));
  const states = asks
    ? `<section aria-labelledby="states"><h2 id="states">${texts.states[lang]}</h2><div class="states">
${answers.map((answer) => example({ title: texts[answer][lang], html: shown[0].html }, `state-${answer}`, lang, answer)).join('\n')}
</div></section>`
    : '';
  const fields = members.filter((member) => member.kind === 'field' && isPublic(member));
  const methods = members.filter((member) => member.kind === 'method' && isPublic(member) && member.description);
  const file = (to, at) => `/elements/${at === 'ar' ? 'ar/' : ''}${to}.html`;
  const links = elements.map(({ tagName }) => `<li><a href="${file(tagName.slice(5), lang)}"${tagName === tag ? ' aria-current="page"' : ''} dir="ltr">${tagName}</a></li>`).join('\n');
  const here = tag?.slice(5) ?? 'index';
  const content = tag
    ? `<h1 dir="ltr">&lt;${tag}&gt;</h1>
<div class="prose" lang="en" dir="ltr">${prose(description ?? '')}</div>
<section aria-labelledby="examples"><h2 id="examples">${texts.examples[lang]}</h2>
${shown.map((each, index) => example(each, `example-${index}`, lang)).join('\n')}
</section>
${states}
${table('attributes', 'attributes', attributes, lang, [name, type, meaning])}
${table('properties', 'properties', fields, lang, [name, type, meaning])}
${table('methods', 'methods', methods, lang, [name, meaning])}
${table('slots', 'slots', slots, lang, [['name', (row) => escape(row.name) || `(${texts.none[lang]})`], meaning])}
${table('parts', 'parts', cssParts, lang, [name, meaning])}
${table('custom', 'custom', cssProperties, lang, [name, initial, meaning])}
${table('emits', 'emits', events, lang, [name, meaning])}`
    : `<h1>${texts.elements[lang]}</h1><p>${texts.intro[lang]}</p>`;
  return `<!doctype html>
<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${tag ? `&lt;${tag}&gt;` : texts.elements[lang]}</title>
    <link rel="icon" href="/art/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/styles/base.css" />
    <link rel="stylesheet" href="/styles/elements.css" />
    <script src="/ecom.js" defer vite-ignore></script>
    <script type="module" src="/elements/elements.ts"></script>
  </head>
  <body>
    ${tag === 'ecom-tracker' ? '' : '<ecom-tracker></ecom-tracker>'}
    <a class="skip" href="#main">${texts.skip[lang]}</a>
    <header class="bar"><a href="/">${texts.shop[lang]}</a> <a href="${file(here, lang === 'ar' ? 'en' : 'ar')}" lang="${lang === 'ar' ? 'en' : 'ar'}">${texts.other[lang]}</a></header>
    <div class="elements">
      <nav aria-label="${texts.all[lang]}"><ul>
${links}
      </ul></nav>
      <main id="main" tabindex="-1">
${content}
      </main>
      ${tag ? `<aside aria-labelledby="log-title" tabindex="0"><h2 id="log-title">${texts.events[lang]}</h2><ol id="log" dir="ltr"></ol></aside>` : ''}
    </div>
  </body>
</html>
`;
}

if (await runAll(['cem analyze --quiet'])) process.exit(1);
const { modules } = JSON.parse(readFileSync(`${root}dist/custom-elements.json`, 'utf8'));
const elements = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
elements.sort((one, other) => one.tagName.localeCompare(other.tagName));
const without = elements.filter(({ tagName }) => !examples[tagName]);
if (without.length) throw new Error(`no example in demo/elements/examples.mjs of ${without.map(({ tagName }) => tagName).join(', ')}`);
for (const lang of ['en', 'ar']) {
  const at = lang === 'ar' ? `${folder}/ar` : folder;
  mkdirSync(at, { recursive: true });
  for (const element of elements) writeFileSync(`${at}/${element.tagName.slice(5)}.html`, page(element, elements, lang));
  writeFileSync(`${at}/index.html`, page({}, elements, lang));
}
