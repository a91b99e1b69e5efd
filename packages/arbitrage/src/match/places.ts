/** Codes of states as pages write them in brackets after a club. */
const STATES: Readonly<Record<string, string>> = {
  al: 'alabama',
  ak: 'alaska',
  az: 'arizona',
  ar: 'arkansas',
  ca: 'california',
  co: 'colorado',
  ct: 'connecticut',
  dc: 'washington',
  de: 'delaware',
  fl: 'florida',
  ga: 'georgia',
  hi: 'hawaii',
  id: 'idaho',
  il: 'illinois',
  in: 'indiana',
  ia: 'iowa',
  ks: 'kansas',
  ky: 'kentucky',
  la: 'louisiana',
  me: 'maine',
  md: 'maryland',
  ma: 'massachusetts',
  mi: 'michigan',
  mn: 'minnesota',
  ms: 'mississippi',
  mo: 'missouri',
  mt: 'montana',
  ne: 'nebraska',
  nv: 'nevada',
  nh: 'new hampshire',
  nj: 'new jersey',
  nm: 'new mexico',
  ny: 'new york',
  nc: 'north carolina',
  nd: 'north dakota',
  oh: 'ohio',
  ok: 'oklahoma',
  or: 'oregon',
  pa: 'pennsylvania',
  ri: 'rhode island',
  sc: 'south carolina',
  sd: 'south dakota',
  tn: 'tennessee',
  tx: 'texas',
  ut: 'utah',
  vt: 'vermont',
  va: 'virginia',
  wa: 'washington',
  wv: 'west virginia',
  wi: 'wisconsin',
  wy: 'wyoming',
}

/**
 * Spellings of one country's code: of the Olympic committee, of the car, of a page in French. A code of two countries is
 * none: "HON" is Honduras or Hongrie.
 */
const COUNTRY_CODES: Readonly<Record<string, string>> = {
  all: 'ger',
  deu: 'ger',
  jap: 'jpn',
  rtc: 'cze',
  tch: 'cze',
  slo: 'svn',
  hol: 'ned',
  nld: 'ned',
  pbs: 'ned',
  che: 'sui',
  dnk: 'den',
  dan: 'den',
  grc: 'gre',
  hrv: 'cro',
  ser: 'srb',
  prt: 'por',
  bgr: 'bul',
  afs: 'rsa',
  zaf: 'rsa',
  ury: 'uru',
  pry: 'par',
  chl: 'chi',
  ang: 'eng',
  esl: 'svk',
  svq: 'svk',
  lva: 'lat',
  let: 'lat',
  rum: 'rou',
  cds: 'kor',
  sue: 'swe',
  bre: 'bra',
  equ: 'ecu',
  bie: 'blr',
  mol: 'mda',
  ouz: 'uzb',
  lit: 'ltu',
  tai: 'tpe',
  hon: '',
  slv: '',
  eco: '',
}

const STATE_NAMES = new Set(Object.values(STATES))

/** Whether a word is the whole name of a state: "Ohio" distinguishes one Miami from another. */
export function isStateName(word: string): boolean {
  return STATE_NAMES.has(word)
}

/** The words of a state's code; a code of no state that is known is its own word. */
export function wordsOfState(code: string): string {
  return STATES[code] ?? code
}

export function countryCode(code: string): string {
  return COUNTRY_CODES[code] ?? code
}
