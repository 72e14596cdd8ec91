/** States in order of cost; of equal costs the one that came first, so that a search always goes the same way. */
export class Heap {
  readonly #items: { readonly cost: number; readonly nth: number; readonly state: number }[] = [];
  #count = 0;

  push(cost: number, state: number): void {
    const items = this.#items;
    const item = { cost, nth: (this.#count += 1), state };
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = items[above];
      if (!parent || !before(item, parent)) break;
      items[at] = parent;
      at = above;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (top && last && items.length > 0) this.#sink(last);
    return top?.state;
  }

  #sink(item: { readonly cost: number; readonly nth: number; readonly state: number }): void {
    const items = this.#items;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [one, two] = [items[left], items[left + 1]];
      const [least, to] = two && one && before(two, one) ? [two, left + 1] : [one, left];
      if (!least || !before(least, item)) break;
      items[at] = least;
      at = to;
    }
    items[at] = item;
  }
}

type Item = { readonly cost: number; readonly nth: number };

function before(a: Item, b: Item): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.nth < b.nth);
}
