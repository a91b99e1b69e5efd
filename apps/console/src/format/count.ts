const COUNT = new Intl.NumberFormat('en')

/** `4000` as `4,000`. */
export const formatCount = (count: number): string => COUNT.format(count)
