import { readContent, testPattern, testSize, type Content, type TextTest } from './claimed-name';
import type { NameBuffer, NameTests } from './name-buffer';
import type { RuleOption } from './rule-option';
import { optionText } from './unmodelled-condition';

/** The tests of one name, as a rule says them one after the other. */
export class NameDraft {
  /** The first of them that is not modelled. */
  unmodelled: string | undefined;
  private hasDotPrefix = false;
  private contents: Content[] = [];
  private readonly others: TextTest[] = [];
  private isOpen = false;

  constructor(private readonly buffer: NameBuffer) {}

  take(option: RuleOption): void {
    const { keyword, value = '' } = option;
    switch (keyword) {
      case 'content': {
        const content = readContent(value);
        if (content === undefined) this.openBecauseOf(option);
        else this.contents.push(content);
        return;
      }
      case 'nocase':
        return this.change(option, { ignoresCase: true });
      case 'startswith':
        return this.change(option, { startsWith: true });
      case 'endswith':
        return this.change(option, { endsWith: true });
      case 'isdataat':
        if (value.replace(/\s/g, '') === '!1,relative') return this.change(option, { endsWith: true });
        return this.openBecauseOf(option);
      case 'dotprefix':
        // A transformation stands before what it is for.
        if (this.contents.length > 0) return this.openBecauseOf(option);
        this.hasDotPrefix = true;
        return;
      case 'bsize':
        return this.test(option, testSize(value));
      case 'pcre':
        return this.test(option, testPattern(value));
      case 'depth':
      case 'offset':
      case 'distance':
      case 'within':
        // What narrows where a content is found widens where it is not.
        this.unmodelled ??= optionText(option);
        this.isOpen ||= this.contents.at(-1)?.isNegated !== false;
        return;
      default:
        this.openBecauseOf(option);
    }
  }

  done(): NameTests {
    const { buffer, hasDotPrefix, contents, others, unmodelled, isOpen } = this;
    return {
      buffer,
      hasDotPrefix,
      contents: isOpen ? [] : contents,
      others: isOpen ? [] : others,
      ...(unmodelled === undefined ? {} : { doubt: `\`${unmodelled}\` is not modelled` }),
    };
  }

  /** Nothing that it says of the name is sure any more. */
  private openBecauseOf(option: RuleOption): void {
    this.unmodelled ??= optionText(option);
    this.isOpen = true;
  }

  private change(option: RuleOption, modifier: Partial<Content>): void {
    const last = this.contents.pop();
    if (last === undefined) this.openBecauseOf(option);
    else this.contents.push({ ...last, ...modifier });
  }

  private test(option: RuleOption, test: TextTest | undefined): void {
    if (test !== undefined) this.others.push(test);
    else this.unmodelled ??= optionText(option);
  }
}
