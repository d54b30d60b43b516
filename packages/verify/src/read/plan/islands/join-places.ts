/**
 * Joins what refers to one another, however far: of every place the least place that it is joined with.
 *
 * @param links - for every place those that it refers to
 */
export function joinPlaces(links: readonly (readonly number[])[]): readonly number[] {
  const least = links.map((_, place) => place);
  const leastOf = (place: number): number => {
    let at = place;
    for (let next = least[at]; next !== undefined && next !== at; next = least[at]) {
      least[at] = least[next] ?? next;
      at = next;
    }
    return at;
  };
  for (const [place, others] of links.entries()) {
    for (const other of others) {
      const [a, b] = [leastOf(place), leastOf(other)];
      least[Math.max(a, b)] = Math.min(a, b);
    }
  }
  return links.map((_, place) => leastOf(place));
}
