import fc from 'fast-check';
import { fitBlocks } from '../src/outputs/fit-blocks';
import { code, details, fenced, htmlCode, markdownTable, prose } from '../src/outputs/markdown';
import { useFolder } from './support/egress';
import { render, toHtml } from './support/rendered';
import { BREAKS, named, world, type World } from './support/worlds';

const { write, egress: call } = useFolder();

describe('a report on one input', () => {
  it('begins with its marker and the verdict, then what is violated, and folds the rest away', async () => {
    write('cdk.tf.json', world(BREAKS.natGoesToTheInternetGateway));
    const { status, out } = await call('verify @cdk.tf.json --format markdown');
    expect(status).toBe(1);
    expect(out).toMatch(/^<!-- inspected-egress: verify -->\n## Egress: a required promise is violated\n/);
    const { headings, links } = render(out);
    expect(headings.slice(1)).toEqual([
      '### Violated: every-exit-is-inspected `VFY401`',
      '### Violated: replies-use-the-same-endpoint `VFY411`',
    ]);
    expect(links).toEqual([]);
    expect(out.indexOf('<details>')).toBeGreaterThan(out.indexOf('### Violated'));
    expect(out.match(/<details>/g)).toHaveLength((out.match(/<\/details>/g) ?? []).length);
    expect(out.match(/ {2}1\. the packet/g)).toHaveLength(1);
  });

  it('has the reasons of what is undetermined, and what they leave open', async () => {
    write('cdk.tf.json', world(BREAKS.endpointIsLiteral));
    const { out } = await call('verify @cdk.tf.json --format markdown');
    expect(out).toContain('## Egress: a required promise is undetermined');
    expect(out).toMatch(/### Undetermined\n\nthe target of `aws_route\.a-nat` is not known/);
  });

  it('says of several inputs which is meant', async () => {
    write('one', world(BREAKS.natGoesToTheInternetGateway));
    write('two', world());
    const { out } = await call('verify @one @two --format markdown');
    expect(render(out).headings).toContain('### Violated: every-exit-is-inspected `VFY401` in `one`');
  });
});

describe('a report of more than a comment can hold', () => {
  const many = (count: number) =>
    world(({ resource }) => {
      for (let index = 0; index < count; index += 1) {
        resource['aws_subnet'] = {
          ...resource['aws_subnet'],
          [`w-${index}`]: { vpc_id: '${aws_vpc.vpc.id}', cidr_block: `10.1.${index}.0/24` },
        };
        resource['aws_route_table_association'] = {
          ...resource['aws_route_table_association'],
          [`w-${index}`]: {
            subnet_id: `\${aws_subnet.w-${index}.id}`,
            route_table_id: '${aws_route_table.a-protected.id}',
          },
        };
      }
      BREAKS.natGoesToTheInternetGateway({ resource });
    });

  it('is cut below the limit, says so, and is still whole Markdown', async () => {
    write('cdk.tf.json', many(200));
    const { out } = await call('verify @cdk.tf.json --format markdown');
    expect(out.length).toBeLessThan(65_536);
    expect(out).toMatch(/\*\*\d+ parts of this report left out: a comment can hold no more\.\*\*/);
    expect(out.match(/<details>/g)).toHaveLength((out.match(/<\/details>/g) ?? []).length);
    expect(out.match(/^```/gm)?.length).toBe(2 * (out.match(/^```text/gm)?.length ?? 0));
    expect(out.match(/^## .*a required promise is violated$/m)).not.toBeNull();
  });

  it('counts every part that is left out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 400 }), { maxLength: 30 }),
        fc.integer({ min: 100, max: 2000 }),
        (sizes, limit) => {
          const blocks = sizes.map((size, index) => ({
            lines: [`${index}:${'x'.repeat(size)}`],
            short: [`${index}:`],
          }));
          const lines = fitBlocks(['head'], blocks, (left) => `${left} left out`, limit);
          const shown = lines.filter((line) => /^\d+:/.test(line)).length;
          const said = Number(/^(\d+) left out$/.exec(lines.at(-1) ?? '')?.[1] ?? 0);
          expect(shown + said).toBe(sizes.length);
          expect(lines.join('\n').length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });
});

const HOSTILE = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        '`',
        '``',
        '|',
        '\\',
        '<',
        '>',
        '&',
        '](',
        '[',
        '!',
        '#',
        '@',
        '*',
        '_',
        '~',
        ' ',
        '\n',
        '-',
        '1.',
        'a',
        'http://x.y',
        'www.x.y',
        '<script>',
        '</details>',
        '<!--',
        '-->',
        'm@x.yz',
        '$',
        ':',
        '"',
        "'",
        '=',
        '+',
        '\t',
        '&lt;',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

describe('text of anybody', () => {
  it('becomes no HTML, no heading and no link', () => {
    fc.assert(
      fc.property(HOSTILE, HOSTILE, (a, b) => {
        const markdown = [
          `${prose(a)} and ${code(b)}`,
          '',
          `- item: ${prose(b)}`,
          `  - ${prose(a)}`,
          '',
          ...details(
            `summary ${htmlCode(a)}`,
            markdownTable(
              ['x', 'y'],
              [
                [code(a), prose(b)],
                [prose(a), code(b)],
              ],
            ),
          ),
          '',
          ...fenced([a, b]),
        ].join('\n');
        const { html, headings, links, text } = render(markdown);
        const allowed = ['<details>', '<summary>', '</summary>', '</details>', '<code>', '</code>'];
        expect(html.filter((tag) => !allowed.includes(tag))).toEqual([]);
        expect({ headings, links }).toEqual({ headings: [], links: [] });
        // Mentions and references, which GitHub makes of text.
        expect(text).not.toMatch(/[@#]\w/);
      }),
      { numRuns: process.env['CI'] === 'true' ? 5_000 : 300 },
    );
  });

  it('keeps a table a table', () => {
    fc.assert(
      fc.property(HOSTILE, HOSTILE, (a, b) => {
        const table = markdownTable(['x', 'y'], [[code(a), prose(b)]]).join('\n');
        const cells = /<tbody>(.*)<\/tbody>/s.exec(toHtml(table))?.[1]?.match(/<td>/g);
        expect(cells).toHaveLength(2);
      }),
      { numRuns: process.env['CI'] === 'true' ? 5_000 : 300 },
    );
  });

  it('is still the text', () => {
    expect(prose('a `b` c')).toBe('a `b` c');
    expect(code('aws_subnet.this["a,b"]')).toBe('`aws_subnet.this["a,b"]`');
  });
});

it('a report on names that are hostile shows them, and does nothing else with them', async () => {
  const path = 'a`](https://evil.example)<img src=x onerror=alert(1)>\u001b[2J\n# heading\u202e@everyone';
  const hostile = (broken: World) => {
    BREAKS.natGoesToTheInternetGateway(broken);
    named(broken.resource, 'aws_subnet', 'a-protected')['//'] = { metadata: { path, uniqueId: 'x' } };
    named(broken.resource, 'aws_subnet', 'a-protected')['availability_zone'] = '<b>zone</b>|`x`@all';
  };
  write('cdk.tf.json', world(hostile));
  write('good', world());
  for (const line of ['verify @cdk.tf.json', 'verify @cdk.tf.json @good', 'diff @good @cdk.tf.json']) {
    const { out } = await call(`${line} --format markdown`);
    const { html, links, headings, text } = render(out);
    expect(new Set(html.map((tag) => tag.replace(/<!--.*-->/, '<!---->')))).toEqual(
      new Set(
        ['<!---->', '<details>', '</details>', '<summary>', '</summary>', '<code>', '</code>'].filter(
          (tag) => (tag !== '<code>' && tag !== '</code>') || out.includes('<code>'),
        ),
      ),
    );
    expect(links).toEqual([]);
    expect(headings.filter((heading) => heading.startsWith('# '))).toEqual([]);
    expect(text).not.toMatch(/@everyone|@all/);
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
  }
});
