// The terminal's two sounds, made in the browser: a vote has been opened, a press has been recorded whatever it was.

/** What each sound is made of: frequencies in hertz, one after the other. */
const TONES = { open: [659, 880], recorded: [880] };
/** Seconds. */
const TONE = 0.22;
const LOUDNESS = 0.25;

export class Chime {
  /** @param {() => AudioContext} make browsers let a page sound only once it has been touched */
  constructor(make) {
    this.make = make;
    /** @type {AudioContext | null} */
    this.context = null;
  }

  /** The page has been touched or a key pressed: from now on it may sound. */
  arm() {
    this.context ??= this.make();
    if (this.context.state === "suspended") void this.context.resume();
  }

  /** @param {keyof typeof TONES} name */
  play(name) {
    const context = this.context;
    if (context?.state !== "running") return;
    TONES[name].forEach((frequency, index) => this.tone(context, frequency, context.currentTime + index * TONE));
  }

  /**
   * @param {AudioContext} context
   * @param {number} frequency
   * @param {number} at
   */
  tone(context, frequency, at) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(LOUDNESS, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + TONE * 2);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + TONE * 2);
  }
}
