/**
 * A userid as we keep it. WeCom takes them in any case, sends them as they were typed into the
 * console and answers some calls in lower case: in one case alone can they be compared.
 */
export const personId = (userId: string): string => userId.toLowerCase()
