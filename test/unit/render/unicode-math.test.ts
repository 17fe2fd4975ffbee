import { describe, expect, it } from 'vitest';
import { mathTree } from '../../../src/render/math.ts';
import { unicodeMath } from '../../../src/render/unicode-math.ts';

const plain = async (tex: string) => unicodeMath(await mathTree(tex, false));

const forms: Record<string, [tex: string, text: string][]> = {
  'indices and exponents': [
    ['x_i^2', 'xᵢ²'],
    ['x^2 + y^2 = z^2', 'x² + y² = z²'],
    ['x_{i+1}', 'xᵢ₊₁'],
    ['x^{(i)}', 'x⁽ⁱ⁾'],
    ['A^{-1}', 'A⁻¹'],
    ['10^{-3}', '10⁻³'],
    [String.raw`x^\top A x`, 'xᵀAx'],
    ['A^T', 'Aᵀ'],
    [String.raw`\theta^*`, 'θ*'],
    [String.raw`90^\circ`, '90°'],
    ["f'(x) + f''(x)", 'f′(x) + f″(x)'],
    [String.raw`x_{\max}`, 'xₘₐₓ'],
  ],
  'indices and exponents that Unicode lacks': [
    ['d_{model}', 'd_model'],
    [String.raw`d_{\text{model}}`, 'd_model'],
    ['W_Q x', 'W_Q x'],
    [String.raw`p_\theta(x)`, 'p_θ(x)'],
    [String.raw`x_\theta^2`, 'x²_θ'],
    [String.raw`{x_\theta}^2`, '(x_θ)²'],
    ['x_{i,j}', 'x_(i,j)'],
    [String.raw`e^{i\pi}`, 'e^(iπ)'],
    ['e^{x_i}', 'e^(xᵢ)'],
    [String.raw`x \in \mathbb{R}^{n \times d}`, 'x ∈ ℝ^(n×d)'],
    [String.raw`\mathbb{E}_{x \sim p}[f(x)]`, '𝔼_(x∼p)[f(x)]'],
  ],
  fractions: [
    [String.raw`\frac{1}{2}`, '1/2'],
    [String.raw`\frac{1}{2}x`, '(1/2)x'],
    [String.raw`x\frac{1}{2}`, 'x(1/2)'],
    [String.raw`\frac{a+b}{c+d}`, '(a + b)/(c + d)'],
    [String.raw`\frac{\frac{a}{b}}{c}`, '(a/b)/c'],
    [String.raw`\frac{a}{\frac{b}{c}}`, 'a/(b/c)'],
    [String.raw`\frac{1}{2\sigma^2}`, '1/(2σ²)'],
    [String.raw`\frac{1}{\sqrt{d_k}}`, '1/√dₖ'],
    [String.raw`\frac{\partial L}{\partial w}`, '∂L/∂w'],
    [String.raw`\frac{dy}{dx}`, 'dy/dx'],
    [String.raw`\frac{d}{d/2}`, 'd/(d/2)'],
    [String.raw`\left.\frac{df}{dx}\right|_{x=0}`, 'df/dx|ₓ₌₀'],
    [String.raw`\frac{1}{n}\sum_{i=1}^{n} x_i`, '(1/n) ∑ᵢ₌₁ⁿ xᵢ'],
    [String.raw`\left(\frac{a}{b}\right)^2`, '(a/b)²'],
    [String.raw`\log\frac{p}{q}`, 'log(p/q)'],
    [String.raw`\frac{1}{a(b+c)}`, '1/(a(b + c))'],
    [String.raw`P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}`, 'P(A | B) = P(B | A)P(A)/P(B)'],
  ],
  roots: [
    [String.raw`\sqrt{x}`, '√x'],
    [String.raw`\sqrt{a^2+b^2}`, '√(a² + b²)'],
    [String.raw`\sqrt{x^2}`, '√(x²)'],
    [String.raw`\sqrt{2}\sigma`, '√2 σ'],
    [String.raw`\sqrt[3]{x}`, '∛x'],
    [String.raw`\sqrt[n]{x}`, 'ⁿ√x'],
  ],
  'sums, limits and integrals': [
    [String.raw`\sum_{i=1}^n x_i`, '∑ᵢ₌₁ⁿ xᵢ'],
    [String.raw`\prod_{t=1}^T p(x_t \mid x_{t-1})`, '∏ₜ₌₁ᵀ p(xₜ | xₜ₋₁)'],
    [String.raw`\int_0^1 f(x)\,dx`, '∫₀¹ f(x) dx'],
    [String.raw`\lim_{x \to 0} f(x)`, 'lim_(x→0) f(x)'],
    [String.raw`\max_\theta \log p_\theta(x)`, 'max_θ log p_θ(x)'],
    [String.raw`\arg\max_x f(x)`, 'arg maxₓ f(x)'],
    [String.raw`\argmin_w L(w)`, 'arg min_w L(w)'],
    [String.raw`H(p) = -\sum_x p(x) \log p(x)`, 'H(p) = −∑ₓ p(x) log p(x)'],
  ],
  'letters and accents': [
    [String.raw`\alpha, \beta, \Delta`, 'α, β, Δ'],
    [String.raw`\mathcal{L}(\theta)`, 'ℒ(θ)'],
    [String.raw`\mathcal{N}(\mu, \sigma^2)`, '𝒩(μ, σ²)'],
    [String.raw`\mathbb{1}[x > 0]`, '𝟙[x > 0]'],
    [String.raw`\mathbbm{1}`, '𝟙'],
    [String.raw`\mathfrak{g}`, '𝔤'],
    [String.raw`\mathbf{x}`, '𝐱'],
    [String.raw`\boldsymbol{\theta}`, '𝛉'],
    [String.raw`\hat{y}_i`, 'ŷᵢ'],
    [String.raw`\hat\theta`, 'θ\u0302'],
    [String.raw`\bar{x}`, 'x\u0304'],
    [String.raw`\vec{v}`, 'v\u20d7'],
    [String.raw`\ell_2`, 'ℓ₂'],
  ],
  'signs and spaces': [
    [String.raw`f\colon X \to Y`, 'f: X → Y'],
    [String.raw`3 \times 3`, '3 × 3'],
    [String.raw`a \cdot b`, 'a · b'],
    ['-x', '−x'],
    ['x = -1', 'x = −1'],
    [String.raw`a \neq b \le c`, 'a ≠ b ≤ c'],
    [String.raw`a \not\in B`, 'a ∉ B'],
    ['1,000', '1,000'],
    [String.raw`\{1, \ldots, n\}`, '{1, …, n}'],
    [String.raw`a \equiv b \pmod n`, 'a ≡ b (mod n)'],
    [String.raw`\text{if } x > 0`, 'if x > 0'],
    [String.raw`5\%`, '5%'],
  ],
  'functions, norms and bars': [
    [String.raw`\log_2 x`, 'log₂ x'],
    [String.raw`O(n \log n)`, 'O(n log n)'],
    [String.raw`\mathrm{ReLU}(x) = \max(0, x)`, 'ReLU(x) = max(0, x)'],
    [String.raw`\operatorname{Var}(X)`, 'Var(X)'],
    ['|-x|', '|−x|'],
    ['p(x|y)', 'p(x|y)'],
    [String.raw`\|x\|_2`, '‖x‖₂'],
    [String.raw`\left\|x - y\right\|_2^2`, '‖x − y‖₂²'],
    [String.raw`\lambda\lVert w \rVert_1`, 'λ‖w‖₁'],
    [String.raw`D_{\mathrm{KL}}(p \,\|\, q)`, 'D_KL(p ‖ q)'],
    [String.raw`\lfloor n/2 \rfloor`, '⌊n/2⌋'],
    [String.raw`\langle u, v \rangle`, '⟨u, v⟩'],
  ],
};

for (const [what, samples] of Object.entries(forms)) {
  describe(`the plain form of ${what}`, () => {
    it.each(samples)('%s', async (tex, text) => {
      expect(await plain(tex)).toBe(text.normalize('NFC'));
    });
  });
}

describe('what has no plain form', () => {
  it.each([
    String.raw`\begin{pmatrix}a&b\\c&d\end{pmatrix}`,
    String.raw`\begin{cases}1&x>0\\0&x\le0\end{cases}`,
    String.raw`\binom{n}{k}`,
    String.raw`\underbrace{a+b}_{c}`,
    String.raw`\overbrace{a+b}^{c}`,
    String.raw`\overline{AB}`,
    String.raw`\overset{!}{=}`,
    String.raw`\xrightarrow{f}`,
    String.raw`\cancel{x}`,
    String.raw`\sum_{\substack{a\\b}} x`,
    String.raw`x + \begin{matrix}1\end{matrix}`,
    String.raw`e^{\begin{smallmatrix}1\end{smallmatrix}}`,
    String.raw`\quad`,
  ])('%s', async (tex) => {
    expect(await plain(tex)).toBeUndefined();
  });
});
