/** The first stops of the Tab key: past the channels, to where one reads and writes. */
export function SkipLinks() {
  return (
    <div class="skip-links">
      <a href="#messages">Skip to the messages</a>
      <a href="#box">Skip to the message box</a>
    </div>
  );
}
