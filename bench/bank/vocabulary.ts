import { hash32 } from '../../src/core/chance.ts';

/** Words that questions are about, as they stand in titles. */
const terms =
  `attention gradient residual convolution kernel entropy variance posterior likelihood dropout normalisation
  embedding tokeniser transformer diffusion sampling regularisation momentum optimiser scheduler warmup batch layer
  activation softmax sigmoid perplexity calibration bias boosting forest margin cluster component factorisation policy
  reward value bandit exploration discount advantage critic imitation retrieval ranking recall precision threshold
  leakage split fold bootstrap quantisation pruning distillation sparsity routing expert cache latency throughput pipeline
  sharding checkpoint precision overflow allocator bandwidth roofline compiler fusion encoder decoder prior latent flow
  score denoiser guidance discriminator collapse adversary augmentation crop detector segmentation stride padding
  receptive field pooling pyramid anchor tracking alignment preference adapter prompt context window position rotation
  beam temperature nucleus speculative draft verifier scaling compute budget Hessian curvature convexity saddle step
  trust region proximal dual penalty projection subgradient confidence interval hypothesis power test prior conjugate
  Markov chain mixing Poisson Gaussian covariance correlation regression ridge lasso spline tree ensemble stacking`
    .trim()
    .split(/\s+/);

const onsets = 'b br c cl d dr f fl g gr h j k l m n p pl pr qu r s sc sh sl st t th tr v w'.split(' ');
const middles = 'a e i o u ai ea ie oo ou'.split(' ');
const endings = 'l n r s t nd nt rm ck ss tion ment ing er al'.split(' ');

/** So many different words a bank of this size has in its texts. */
const size = 6_000;

/** Words made of syllables, most of which people would take for English. */
const others = Array.from({ length: size }, (_, index) => {
  const pick = <T>(list: readonly T[], salt: string) => list[hash32(`${salt}${index}`) % list.length] as T;
  const second = index % 3 === 0 ? '' : pick(onsets, 'o2') + pick(middles, 'm2');
  return pick(onsets, 'o') + pick(middles, 'm') + second + pick(endings, 'e');
});

/** A stream of chance that is the same for the same seed. */
export type Chance = () => number;

export function chanceOf(seed: string): Chance {
  let state = hash32(seed);
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function term(chance: Chance): string {
  return terms[Math.floor(chance() * terms.length)] as string;
}

/** A few words come often and most of them seldom, as in any language. */
export function word(chance: Chance): string {
  if (chance() < 0.15) return term(chance).toLowerCase();
  return others[Math.floor(size ** chance()) - 1] as string;
}

export function sentence(chance: Chance, length: number): string {
  const words = Array.from({ length }, () => word(chance)).join(' ');
  return `${words.replace(/^./, (first) => first.toUpperCase())}.`;
}
