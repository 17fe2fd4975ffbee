/**
 * Words and phrases that say the same in answers about machine learning, a line each. Held against each other as stems.
 * A word may stand in several lines. `not` before a phrase stands for its denial ("does not change" is "same").
 */
export const fieldWords: readonly string[] = `
increase, grow, rise, raise, larger, bigger, higher, greater, more, climb, explode, blow, widen, expand, inflate, gain, upward, up, scale
decrease, fall, drop, shrink, reduce, lower, decline, smaller, less, fewer, diminish, lessen, cut, down, narrow, reduction
double, twice, twofold, doubling, 2x
halve, half, halving, 0.5
quarter, fourfold
same, equal, identical, unchanged, alike, match, indistinguishable, exactly, equivalent, not differ, not different, no difference
unchanged, constant, stay, remain, same, unaffected, fixed, invariant, preserve, keep, not change, not affect, not alter, not touch, untouched, intact, static, unaltered, no effect, not move, flat
zero, 0, vanish, disappear, nothing, nil, nought, none
small, tiny, little, negligible, minute, low, vanish, near zero, close zero, almost zero, nearly zero, basically zero, essentially zero, practically zero, tends zero, next to zero, weak, near 0, close 0, almost 0, nearly 0, basically 0
large, big, huge, high, great, strong, enormous, massive, giant, much, extreme
all, every, each, any, whole, entire, full, everything, everywhere, both, always
one, single, 1, lone
only, alone, sole, solely, purely, nothing but, just
many, lots, several, multiple, numerous, plenty, thousands
most, mostly, majority, nearly all, almost all, mainly, usually, dominate
sum, add, total, addition, accumulate, plus, aggregate, adding, summation
product, multiply, multipli, compound
average, mean, expectation, expected, averaged, avg
variance, var, spread, sigma squared
standard deviation, std, stdev, sd, deviation, sigma
standard error, se, sem, stderr, standard deviation
gradient, derivative, grad, slope, partial, signal
independent, regardless, irrespective, whatever, no matter, not depend, agnostic, independence, doesn care, not care, not matter, iid, not function
depend, function, rely, determine, condition, dependent, hinge, affect, influence, driven
noise, noisy, random, randomness, stochastic
weight, parameter, coefficient, param
train, learn, fit, optimise, training
model, network, net, system
example, sample, item, instance, data point, datapoint, observation, record, row
feature, covariate, predictor, variable
loss, cost, objective
error, mistake, wrong
unit, neuron, node
memory, ram, storage, vram, footprint, hbm
compute, computation, arithmetic, flop, operation, calculation, math, compute bound
fast, quick, speed, rapid
slow, slower, sluggish
expensive, costly, dear
cheap, inexpensive, cheaper, free
probability, chance, prob, probable, likelihood, likely, odds
likelihood, log likelihood, loglik
kl, kullback leibler, kl divergence, divergence, relative entropy
share, fraction, proportion, percentage, portion, percent, part
ratio, quotient, divide, over, fraction, normalise, division
inverse, reciprocal, one over, 1 over, inversely, proportional 1
multiply, times, product, multipli, scale
sqrt, root, square root
squared, square, quadratic, quadratically
log, logarithm, ln, logarithmic, logarithmically
exponential, exponentially, exp, exponent
infinity, infinite, inf, unbounded, without bound, no bound, without limit, no limit, forever, diverge, arbitrarily
contain, hold, include, inside
correct, right, true, accurate, proper
wrong, incorrect, false, mistaken, error, bad
early, earlier, first, initial, start, begin, front
late, later, last, final, end, deep
far, distant, distance, further, farther, away
near, close, nearby, neighbor, closest, nearest, adjacent
different, differ, distinct, other, another, separate
predict, prediction, forecast, output, estimate
estimate, estimator, approximation, approximate, guess
choose, pick, select, take, selection, choice, chosen
past, previous, before, earlier, history, prior, old
future, next, ahead, later, following, after
new, fresh, unseen, novel
seen, known, memorised, memorise, recall, remember
policy, behaviour, behavior, strategy
reward, return, payoff, pay
value, q value, worth
begin, start, initialise, init, initial
compare, comparison, relative, versus, against
remove, drop, delete, discard, eliminate, suppress, throw, lose, ignore, kill, strip
prevent, avoid, stop, forbid, protect, guard, block
need, require, must, necessary
combine, mix, blend, merge, mixture, combination
copy, replicate, duplicate, clone
noise free, clean
update, step, move, change
step size, learning rate, lr, rate
communicate, exchange, send, transfer, communication, sync, transmit
batch, minibatch, mini batch
curvature, hessian, second derivative, eigenvalue
eigenvalue, eigenvector, spectrum
diverge, explode, blow, unstable, run away, runaway
converge, settle, approach, tend, convergence, go, limit, end up
bottleneck, bound, limit
idle, wait, bubble, unused, stall
reuse, share, amortise, common
broad, wide, spread, cover
narrow, peaked, thin, concentrated
stretch, expand, enlarge
token, word
softmax, soft max
identity, pass through, no op, input unchanged
overfit, over fit, memorise, overfitting
nonlinear, non linear, nonlinearity, non linearity, activation function
convolution, conv
batch norm, batchnorm, bn, batch normalisation
layer norm, layernorm, layer normalisation
kv, key value, keys values, k v, keys and values
kv cache, key value cache, cached keys values
gqa, grouped query attention
moe, mixture of experts
sgd, stochastic gradient descent, gradient descent, gd
fp16, float16, half precision, f16
bf16, bfloat16
fp32, float32, full precision, single precision, f32, 32 bit, 4 byte
mle, maximum likelihood, ml estimate
map, maximum posteriori
tpr, true positive rate, recall, sensitivity
fpr, false positive rate
recall, sensitivity, tpr
roc, auc
fp, false positive, false alarm
tp, true positive, hit
rms, root mean square
ema, moving average, running average, moving mean, running mean
nan, not a number
iou, intersection over union, overlap
rl, reinforcement learning
elbo, lower bound, variational bound, evidence bound
vae, variational autoencoder
oob, out bag
llm, language model, lm
ci, confidence interval
cv, cross validation, crossval
td, temporal difference
posterior, p z x
median, middle value
multiplier, lambda
hyperplane, separator, decision boundary, border, boundary
majority, most
symmetry, symmetric
saturate, saturation, saturated
unbiased, not bias, no bias
stable, not unstable
correlated, not independent, not uncorrelated, correlation, go together, covary
`
  .trim()
  .split('\n');
