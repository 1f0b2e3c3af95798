// What a screen reader is told of a new frame, once for each event; the live region is the page's.

/**
 * @typedef {{id: string, stage: string, title: string, mode?: string, mode_text?: string, outcome?: {text: string} | null}} Vote
 * @typedef {{vote: Vote | null, meeting?: {stage: string, stage_text: string}, pause?: {text: string} | null,
 *   presiding?: {person: string, text: string} | null,
 *   floor?: {speaker: {request: string, name: string} | null} | null}} Frame
 * @typedef {{key: string, text: string}} Announcement `key` names the words before the text; "" where it is a whole sentence
 */

const TOLD = ["open", "held", "closed", "declared", "annulled"];

/**
 * What happened between two frames that is announced, the weightiest first. The first frame of a page tells nothing.
 * @param {Frame | null} before
 * @param {Frame} after
 * @returns {Announcement[]}
 */
export function announcements(before, after) {
  if (before === null) return [];
  return [ofVote, ofMeeting, ofPresiding, ofFloor].flatMap((told) => told(before, after));
}

/** @type {(before: Frame, after: Frame) => Announcement[]} */
function ofVote({ vote: before }, { vote }) {
  if (vote === null || !TOLD.includes(vote.stage)) return [];
  if (before?.id === vote.id && before.stage === vote.stage) {
    return before.mode === vote.mode ? [] : [{ key: "moved", text: vote.mode_text ?? "" }];
  }
  return [{ key: vote.stage, text: vote.stage === "declared" ? (vote.outcome?.text ?? "") : vote.title }];
}

/**
 * The meeting begins, pauses and until when, goes on, is over.
 * @type {(before: Frame, after: Frame) => Announcement[]}
 */
function ofMeeting(before, { meeting, pause }) {
  if (!meeting || before.meeting?.stage === meeting.stage) return [];
  return [meeting.stage_text, pause?.text].flatMap((text) => (text ? [{ key: "", text }] : []));
}

/** @type {(before: Frame, after: Frame) => Announcement[]} */
function ofPresiding(before, { presiding }) {
  return presiding && presiding.person !== before.presiding?.person ? [{ key: "", text: presiding.text }] : [];
}

/** @type {(before: Frame, after: Frame) => Announcement[]} */
function ofFloor(before, { floor }) {
  const speaker = floor?.speaker;
  return speaker && speaker.request !== before.floor?.speaker?.request ? [{ key: "speaking", text: speaker.name }] : [];
}
