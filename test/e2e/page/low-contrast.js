// Runs in the page: lists the texts in sight whose contrast with what lies behind them is below WCAG's AA.
(() => {
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  /** Any colour of CSS, laid over another one. */
  const over = (colour, [red, green, blue]) => {
    pixel.fillStyle = `rgb(${red} ${green} ${blue})`;
    pixel.fillRect(0, 0, 1, 1);
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    return [...pixel.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const behind = (element) => {
    const above = element.parentElement === null ? [255, 255, 255] : behind(element.parentElement);
    return over(getComputedStyle(element).backgroundColor, above);
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    const hint = element.placeholder !== undefined && element.placeholder !== '' && element.value === '';
    // What is switched off is excepted by the rule; what stands for the screen reader alone has no colours.
    if ((!own && !hint) || !element.checkVisibility() || element.closest(':disabled, .unseen, noscript'))
      continue;
    const ground = behind(element);
    const style = getComputedStyle(element, own ? null : '::placeholder');
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const found = ratio(over(style.color, ground), ground);
    if (found < (large ? 3 : 4.5)) {
      const words = own ? element.textContent.trim().slice(0, 40) : element.placeholder;
      faint.push(`${found.toFixed(2)} <${element.localName} class="${element.className}"> ${words}`);
    }
  }
  return faint;
})();
