import { isBlock, readBlock, type Block } from './address';

/** What a table does with the packets of one block. */
export interface WorldRoute {
  readonly block: Block;
  /** Of one prefix the lowest wins: static, local, prefix list, propagated. VPC guide, "Route priority". */
  readonly rank: 0 | 1 | 2 | 3;
  /** A node, or `local`. */
  readonly target: string;
  readonly isGone: boolean;
  /** The prefix list that holds the block. */
  readonly list?: string;
}

export interface WorldAclRule {
  readonly direction: string;
  readonly number: number;
  readonly action: string;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly block: Block;
}

const NODES = ['subnet', 'nat', 'endpoint', 'igw', 'eigw', 'eni', 'instance', 'lb', 's3', 'attachment'];

/** A VPC joined to a transit gateway: `attachment KEY TGW VPC table=RTB appliance SUBNETS`; `transit-table RTB`. */
export interface WorldAttachment {
  readonly key: string;
  readonly gateway: string;
  readonly vpc: string;
  /** Of the transit gateway; undefined where nothing is associated. */
  readonly table: string | undefined;
  readonly isInApplianceMode: boolean;
  readonly subnets: readonly string[];
}

/**
 * The rows of a network (the language is explained at `graphOf`, in the tests of the verifier), read by nothing but
 * splitting at spaces and bars.
 */
export class World {
  private readonly words = new Map<string, readonly string[]>();
  private readonly nouns = new Map<string, string>();
  private readonly tables = new Map<string, readonly WorldRoute[]>();
  private readonly places = new Map<string, string | undefined>();
  private readonly tablesOf = new Map<string, string>();
  private readonly acls = new Map<string, readonly WorldAclRule[]>();
  readonly rows: readonly (readonly string[])[];

  /**
   * @param contested - what becomes of packets that two prefix lists hold: AWS takes either list, `open`, or it took the
   *   one with the longer prefix, `longest`
   * @default contested - `open`
   */
  constructor(
    text: string,
    readonly contested: 'open' | 'longest' = 'open',
  ) {
    this.rows = text
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([first]) => first !== '');
    for (const [noun = '', name = '', ...words] of this.rows) {
      const key = name.replace(/:$/, '');
      this.words.set(`${noun} ${key}`, words);
      if (NODES.includes(noun)) this.nouns.set(key, noun);
    }
  }

  /** Keys of the rows of a noun. */
  keysOf(noun: string): string[] {
    return this.rows.flatMap(([first, key = '']) => (first === noun ? [key.replace(/:$/, '')] : []));
  }

  /** The words that follow a key. */
  row(noun: string, key: string): readonly string[] {
    return this.words.get(`${noun} ${key}`) ?? [];
  }

  has(noun: string, key: string, word: string): boolean {
    return this.row(noun, key).includes(word);
  }

  field(noun: string, key: string, name: string): string | undefined {
    return this.row(noun, key)
      .find((word) => word.startsWith(`${name}=`))
      ?.slice(name.length + 1);
  }

  /** What a key is; empty for gateways of other networks, which no row describes. */
  nounOf(key: string): string {
    return this.nouns.get(key.split('@')[0] ?? '') ?? '';
  }

  /** Where a node stands; undefined for gateways and a regional NAT gateway. */
  subnetOf(key: string): string | undefined {
    return this.once(this.places, key, () => this.readSubnet(key));
  }

  private readSubnet(key: string): string | undefined {
    // Where an attachment was passed: `attachment@subnet`.
    if (key.includes('@')) return key.split('@')[1];
    const noun = this.nounOf(key);
    if (noun === 'subnet') return key;
    if (noun !== 'nat' && noun !== 'endpoint' && noun !== 'eni') return undefined;
    return this.has(noun, key, 'regional') ? undefined : this.row(noun, key)[0];
  }

  /** The VPC of a subnet or a gateway that says so, otherwise the only one. */
  vpcOf(noun: 'subnet' | 'igw', key: string): string | undefined {
    return this.field(noun, key, 'vpc') ?? this.keysOf('vpc')[0];
  }

  private joined: readonly WorldAttachment[] | undefined;

  get attachments(): readonly WorldAttachment[] {
    this.joined ??= this.readAttachments();
    return this.joined;
  }

  private readAttachments(): readonly WorldAttachment[] {
    return this.keysOf('attachment').map((key) => {
      const [gateway = '', vpc = '', ...words] = this.row('attachment', key);
      const subnets = words.filter((word) => word !== 'appliance' && !word.startsWith('table='));
      const table = this.field('attachment', key, 'table');
      return { key, gateway, vpc, table, subnets, isInApplianceMode: words.includes('appliance') };
    });
  }

  /** The VPCs whose blocks a table has local routes to: that of its subnets or gateway, otherwise all. */
  private vpcsOfTable(table: string): string[] {
    if (this.keysOf('transit-table').includes(table)) return [];
    const users = (['subnet', 'igw'] as const).flatMap((noun) =>
      this.keysOf(noun)
        .filter((key) => this.field(noun, key, noun === 'igw' ? 'edge' : 'table') === table)
        .flatMap((key) => this.vpcOf(noun, key) ?? []),
    );
    return users.length === 0 ? this.keysOf('vpc') : [...new Set(users)];
  }

  zoneOf(subnet: string): string | undefined {
    return this.row('subnet', subnet)[0];
  }

  /** The table that packets look in when they leave a node. */
  tableOf(key: string): string {
    return this.once(this.tablesOf, key, () => {
      const subnet = this.subnetOf(key);
      if (subnet === undefined) return this.field('nat', key, 'table') ?? '';
      return this.field('subnet', subnet, 'table') ?? 'main';
    });
  }

  private once<T>(told: Map<string, T>, key: string, read: () => T): T {
    if (!told.has(key)) told.set(key, read());
    return told.get(key) as T;
  }

  blockOf(subnet: string, family: 4 | 6): Block | undefined {
    const blocks = this.row('subnet', subnet).filter(isBlock).map(readBlock);
    return blocks.find((block) => block.family === family);
  }

  vpcBlocks(): Block[] {
    return this.keysOf('vpc').flatMap((key) => this.row('vpc', key).filter(isBlock).map(readBlock));
  }

  /** The routes of a table, the one that decides first before those that it takes packets from. */
  routesOf(table: string): readonly WorldRoute[] {
    const known = this.tables.get(table);
    if (known !== undefined) return known;
    const blocks = this.vpcsOfTable(table).flatMap((vpc) => this.row('vpc', vpc).filter(isBlock));
    const routes: WorldRoute[] = blocks.map(readBlock).map((block) => ({
      block,
      rank: 1,
      target: 'local',
      isGone: false,
    }));
    for (const [destination = '', arrow, target = ''] of itemsOf(this.row('table', table))) {
      const isGone = arrow === '!>';
      if (destination.startsWith('pl-'))
        for (const text of this.row('list', destination).filter(isBlock))
          routes.push({ block: readBlock(text), rank: 2, target, isGone, list: destination });
      else routes.push({ block: readBlock(destination), rank: arrow === '~>' ? 3 : 0, target, isGone });
    }
    routes.sort((a, b) => b.block.bits - a.block.bits || a.rank - b.rank);
    this.tables.set(table, routes);
    return routes;
  }

  /** The rules of a network ACL by number; undefined for the default one, which lets everything pass. */
  aclOf(subnet: string): readonly WorldAclRule[] | undefined {
    const name = this.field('subnet', subnet, 'acl');
    if (name === undefined) return undefined;
    const known = this.acls.get(name);
    if (known !== undefined) return known;
    const rules = itemsOf(this.row('acl', name)).map(readRule);
    rules.sort((a, b) => a.number - b.number);
    this.acls.set(name, rules);
    return rules;
  }
}

/** What stands between the bars of a row. */
export function itemsOf(words: readonly string[]): string[][] {
  const text = words.join(' ');
  return text.split('|').flatMap((item) => (item.trim() === '' ? [] : [item.trim().split(' ')]));
}

function readRule([direction = '', number, action = '', protocol = '', ...rest]: string[]): WorldAclRule {
  const [from = 0, to = from] = rest.length > 1 ? (rest[0] ?? '').split('-').map(Number) : [0, 65535];
  const block = readBlock(rest.at(-1) ?? '');
  return { direction, number: Number(number), action, protocol, from, to, block };
}
