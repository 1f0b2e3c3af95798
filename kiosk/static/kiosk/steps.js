// What the chair does next on the agenda: the same rule as agenda_steps in the server's screens.py.

/** @typedef {{id: string, kind: string, text: string}} Motion */
/** @typedef {{id: string, number: string, title: string, stage: string, motions: Motion[],
 *   votes: {id: string, motion?: string, stage: string}[]}} Item */

/**
 * The motion of the active item to vote on next and the item to come next; null where there is none.
 * @param {Item[]} items
 * @param {{id: string} | null} active
 * @param {{id: string, number: string, title: string} | null} [selected] what the clerk laid ready, which comes next
 * @returns {{motion: Motion | null, item: {id: string, number: string, title: string} | null}}
 */
export function agendaSteps(items, active, selected = null) {
  const current = items.find((item) => item.id === active?.id);
  const voted = new Set((current?.votes ?? []).filter((vote) => vote.stage !== "withdrawn").map((vote) => vote.motion));
  return {
    motion: current?.motions.find((motion) => !voted.has(motion.id)) ?? null,
    item: selected ?? items.find((item) => item.stage === "pending") ?? null,
  };
}
