// What the chair does next on the agenda: the same rule as agenda_steps in the server's screens.py.

/** @typedef {{id: string, kind: string, text: string, stage: string}} Motion */
/** @typedef {{id: string, number: string, title: string, stage: string, motions: Motion[], order: string[]}} Item */

/**
 * The motion of the active item to vote on next and the item to come next; null where there is none. `order` are the motions
 * in the order of voting, where there are several to be voted.
 * @param {Item[]} items
 * @param {{id: string} | null} active
 * @param {{id: string, number: string, title: string} | null} [selected] what the clerk laid ready, which comes next
 * @param {boolean} [onlyFirst] while the agenda is to be adopted before anything but the first item is called
 * @returns {{motion: Motion | null, item: {id: string, number: string, title: string} | null, order: Motion[]}}
 */
export function agendaSteps(items, active, selected = null, onlyFirst = false) {
  const current = items.find((item) => item.id === active?.id);
  const order = (current?.order ?? []).flatMap((id) => current?.motions.filter((motion) => motion.id === id) ?? []);
  const first = items[0] && items[0] !== current ? items[0] : null;
  const coming = selected ?? items.find((item) => item.stage === "pending") ?? null;
  return {
    motion: order.find((motion) => motion.stage === "pending") ?? null,
    item: onlyFirst ? first : coming,
    order: order.length > 1 ? order : [],
  };
}
