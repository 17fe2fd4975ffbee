/**
 * The form that the inflections of an English word share: `gradients` → `gradient`, `saturating`, `saturation` →
 * `satur`. After M. F. Porter, An algorithm for suffix stripping (Program, 1980), with both spellings of English
 * brought together first and the irregular words of our field listed. Takes one lower-case word.
 */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = Object.hasOwn(irregular, word) ? (irregular[word] ?? word) : stemByRule(word);
  if (stems.size >= mostKept) stems.clear();
  stems.set(word, found);
  return found;
}

/** The same words come again and again. */
const stems = new Map<string, string>();
const mostKept = 10_000;

function stemByRule(word: string): string {
  if (word.length <= 3 || /[^a-z]/.test(word)) return word;
  let one = oneSpelling(word);
  one = withoutPlural(one);
  one = withoutPast(one);
  if (/[aeiouy].*y$/.test(one)) one = `${one.slice(0, -1)}i`;
  one = replaced(one, secondStep, 0);
  one = replaced(one, thirdStep, 0);
  one = withoutEnding(one);
  if (one.endsWith('e')) {
    const base = one.slice(0, -1);
    const size = measure(base);
    if (size > 1 || (size === 1 && !endsShort(base))) one = base;
  }
  return one.endsWith('ll') && measure(one) > 1 ? one.slice(0, -1) : one;
}

/** Both spellings as one: tokeniser and tokenizer, behaviour and behavior, centre and center. */
function oneSpelling(word: string): string {
  return word
    .replace(/is(?=(e|ed|es|er|ers|ing|ation|ations)$)/, 'iz')
    .replace(/ys(?=(e|ed|es|ing)$)/, 'yz')
    .replace(/(?<=[a-z]{2})our(?=(s|ed|ing|al|hood|hoods)?$)/, 'or')
    .replace(/tre(?=s?$)/, 'ter');
}

/** What no rule gets right: strong verbs, Latin plurals, and words that a rule would merge with another. */
const irregular: Readonly<Record<string, string>> = Object.fromEntries(
  `fall: fell fallen, grow: grew grown, rize: rose risen, lose: lost loses losing, keep: kept, hold: held,
  shrink: shrank shrunk, draw: drawn drew, see: seen saw, go: went gone goes going, choos: chose chosen, give: gave given,
  take: took taken, send: sent, make: made, find: found, feed: fed, learn: learnt, build: built, know: knew known,
  bring: brought, throw: thrown threw, hide: hid hidden, drive: drove driven, spend: spent, matrix: matrices,
  index: indices, axi: axis axes, vertex: vertices, maximum: maxima, minimum: minima, optimum: optima, data: data,
  bias: bias biased biases biasing, gas: gas, canvas: canvas, gpu: gpus, cpu: cpus, tpu: tpus, halv: halve halves halved halving,
  use: used using uses, vari: varies vary varying varied, varianc: variance variances, variant: variant variants,
  identiti: identity identities, symmetri: symmetry symmetric symmetrical, generaliz: generalise generalize
  generalisation generalization generalises generalizes, relativ: relative relatively, univers: universal,
  organ: organ, important: important importance importantly, noiz: noise noises noisy, multipli: multiplication multiplications multiplicative,
  factor: factor factors, posit: position positions, positiv: positive positives positively, negat: negation,
  negativ: negative negatives negatively, integr: integral integrals, integ: integer integers, late: late,
  later: later, lie: lies lying, die: dies dying, hing: hinge, process: process processes, access: access`
    .split(',')
    .flatMap((entry) => {
      const [target = '', forms = ''] = entry.split(':');
      return forms
        .trim()
        .split(/\s+/)
        .map((form) => [form, target.trim()] as const);
    }),
);

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutPast(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const base = word.replace(/(ed|ing)(ly)?$/, '');
  if (base === word || !/[aeiouy]/.test(base)) return word;
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (/([^aeiouylsz])\1$/.test(base)) return base.slice(0, -1);
  return measure(base) === 1 && endsShort(base) ? `${base}e` : base;
}

/** How many times vowels are followed by consonants: tree 0, loss 1, oaten 2. */
function measure(word: string): number {
  const shape = word
    .replace(/(?<![aeiou])y/g, 'a')
    .replace(/[aeiou]+/g, 'V')
    .replace(/[^V]+/g, 'C');
  return shape.match(/VC/g)?.length ?? 0;
}

/** As `hop`, `fil`: consonant, vowel, consonant. */
function endsShort(word: string): boolean {
  return /[^aeiou][aeiouy][^aeiouwxy]$/.test(word);
}

type Step = readonly (readonly [ending: string, becomes: string])[];

const secondStep =
  steps(`ational:ate tional:tion enci:ence anci:ance izer:ize abli:able alli:al entli:ent eli:e ousli:ous
  ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble`);
const thirdStep = steps('icate:ic ative: alize:al iciti:ic ical:ic ful: ness:');

function steps(table: string): Step {
  return table.split(/\s+/).map((entry) => {
    const [ending = '', becomes = ''] = entry.split(':');
    return [ending, becomes];
  });
}

function replaced(word: string, step: Step, more: number): string {
  for (const [ending, becomes] of step) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    return measure(base) > more ? base + becomes : word;
  }
  return word;
}

const fourthEndings = 'ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic ou'.split(
  ' ',
);

function withoutEnding(word: string): string {
  const ending = fourthEndings.find((one) => word.endsWith(one));
  if (ending === undefined) return word;
  const base = word.slice(0, -ending.length);
  if (measure(base) <= 1 || (ending === 'ion' && !/[st]$/.test(base))) return word;
  return base;
}
