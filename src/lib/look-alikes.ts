/**
 * Letters of other scripts that cannot be told from Latin ones on a screen. Typed by mistake or on
 * purpose, `АВВ` in Cyrillic is the same name as `ABB`.
 */
const lookAlikes = new Map(
  Object.entries({
    // Cyrillic
    ...pairs('АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁԛԝһ', 'ABESIJKMHOPCTXYaesijopcxydqwh'),
    // Greek
    ...pairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν', 'ABEZHIKMNOPTYXoav'),
  }),
)

function pairs(from: string, to: string): Record<string, string> {
  const letters = [...to]
  return Object.fromEntries([...from].map((letter, index) => [letter, letters[index]!]))
}

/** The text with every such letter as the Latin one. */
export function foldLookAlikes(text: string): string {
  if (!/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)) return text
  return [...text].map((letter) => lookAlikes.get(letter) ?? letter).join('')
}
