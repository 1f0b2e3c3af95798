// What a screen reader is told of a new frame, once for each event; the live region is the page's.

/** @typedef {{id: string, stage: string, title: string, mode?: string, mode_text?: string, outcome?: {text: string} | null}} Vote */

const TOLD = ["open", "held", "closed", "declared", "annulled"];

/**
 * The key of the sentence to say and what follows it, or null where nothing happened that is announced.
 * @param {{vote: Vote | null} | null} before
 * @param {{vote: Vote | null}} after
 * @returns {{key: string, text: string} | null}
 */
export function announcement(before, after) {
  const vote = after.vote;
  if (before === null || vote === null || !TOLD.includes(vote.stage)) return null;
  if (before.vote?.id === vote.id && before.vote.stage === vote.stage) {
    return before.vote.mode === vote.mode ? null : { key: "moved", text: vote.mode_text ?? "" };
  }
  return { key: vote.stage, text: vote.stage === "declared" ? (vote.outcome?.text ?? "") : vote.title };
}
