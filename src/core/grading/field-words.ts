/**
 * Words and phrases that say the same in answers about machine learning, a line each. Held against each other as stems.
 * A word may stand in several lines. `not` before a phrase stands for its denial ("does not change" is "same").
 */
export const fieldWords: readonly string[] = `
increase, grow, rise, raise, larger, bigger, higher, greater, more, climb, widen, expand, inflate, upward, up
decrease, fall, drop, shrink, reduce, lower, decline, smaller, less, fewer, diminish, lessen, down, reduction
double, twice, twofold, 2x
halve, half, 0.5
explode, blow, runaway, run away, spiral, snowball
diverge, explode, blow
same, equal, identical, unchanged, alike, indistinguishable, equivalent, not differ, not different, no difference
unchanged, constant, stay, remain, same, unaffected, invariant, not change, not affect, not alter, not touch, untouched, intact, unaltered, no effect, not move, not depend
zero, 0, vanish, nil, disappear, wipe
small, tiny, little, negligible, minute, vanish, near zero, close zero, almost zero, nearly zero, basically zero, essentially zero, practically zero, weak, near 0, close 0, almost 0, nearly 0, basically 0, minuscule
large, big, huge, high, great, enormous, massive, giant
all, every, each, whole, entire
one, single, 1, lone
only, alone, sole, solely, purely, nothing but, just
many, lots, several, multiple, numerous, plenty, thousands
most, mostly, majority, nearly all, almost all, mainly
sum, add, total, addition, accumulate, plus, aggregate, summation
average, mean, expectation, expected, avg
variance, var, spread
standard deviation, std, stdev, sd, deviation
standard error, se, sem, stderr
gradient, derivative, grad, slope
independent, regardless, irrespective, whatever, no matter, not depend, agnostic, independence, not care, not matter
depend, rely, determine, dependent, influence
noise, noisy
random, randomness, stochastic, randomly
weight, parameter, coefficient, param
train, learn, fit, optimise
model, network, net
example, sample, item, instance, data point, datapoint, observation
feature, covariate, predictor
loss, objective, loss function, cost function
error, mistake
unit, neuron, node
memory, ram, storage, vram, hbm
compute, computation, arithmetic, flop, operation, calculation
fast, quick, speed, rapid
expensive, costly, dear
cheap, inexpensive, cheaper, cost little
probability, chance, prob, probable, odds
likelihood, log likelihood, loglik
kl, kullback leibler, divergence, relative entropy
share, fraction, proportion, percentage, portion, percent
ratio, quotient
divide, over, division
inverse, reciprocal, one over, 1 over, inversely
multiply, times, multipli
sqrt, root
squared, square, quadratic, quadratically, power 2
cubed, cubic, cube
log, logarithm, ln, logarithmic, logarithmically
exponential, exponentially, exp
infinity, infinite, inf, unbounded, without bound, no bound, without limit, no limit
contain, hold, include
correct, right, true, accurate
wrong, incorrect, false
early, earlier
first, initial
last, final
far, distant, further, farther, away
near, close, nearby, neighbor, closest, nearest, adjacent
different, differ, distinct
predict, prediction, forecast
estimate, estimator
choose, pick, select, selection, choice, chosen
past, previous, before, earlier
next, following
new, fresh, unseen
memorise, memorised, remember, memorisation
reward, return, payoff
value, q value
start, initialise, init, initial, begin
remove, drop, delete, discard, eliminate, suppress, throw, toss
prevent, avoid, stop
need, require, must, necessary
combine, mix, blend, merge, mixture, combination
copy, replicate, duplicate, clone
step size, learning rate, lr
communicate, exchange, send, transfer, communication, sync, transmit
batch, minibatch, mini batch
curvature, eigenvalue, hessian, second derivative
converge, settle, approach, tend, convergence
idle, wait, unused
broad, wide
narrow, thin
stretch, expand, enlarge
token, word
identity, pass through, no op
overfit, over fit, overfitting
nonlinear, non linear, nonlinearity, non linearity
convolution, conv
batch norm, batchnorm, bn, batch normalisation
layer norm, layernorm, layer normalisation
kv, key value, keys values, k v
gqa, grouped query attention
moe, mixture of experts
sgd, stochastic gradient descent, gradient descent, gd
fp16, float16, half precision, f16
bf16, bfloat16
fp32, float32, full precision, single precision, f32, 32 bit, 32 bits
mle, maximum likelihood, ml estimate
map, maximum posteriori
tpr, true positive rate, recall, sensitivity
fpr, false positive rate
roc, auc, area under
false positive, fp, false alarm
true positive, tp, hit
rms, root mean square
ema, moving average, running average, moving mean, running mean
nan, not a number
iou, intersection over union
rl, reinforcement learning
elbo, variational bound, evidence lower bound
vae, variational autoencoder
oob, out bag
llm, language model, lm
ci, confidence interval
cv, cross validation, crossval
td, temporal difference
posterior, p z x
hyperplane, separator, decision boundary, border, boundary
symmetry, symmetric
saturate, saturation, saturated
unbiased, not bias, no bias
correlated, not independent, correlation, go together
impossible, not possible
picture, image, photo
people, human, person
device, gpu, accelerator, worker
step, iteration
luck, lucky, coincidence, accident
omit, skip, leave out
accuracy, hit rate
outline, contour, edge, boundary, silhouette
`
  .trim()
  .split('\n');
