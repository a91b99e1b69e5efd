/** What a club is, not which: left out when both names agree on the rest. */
export const CLUB_FORMS: ReadonlySet<string> = new Set(
  (
    'fc cf afc cfc sc ac as ss us ssc bc bk kk fk sk nk hk if ff ifk fbk il cd cs csd ca ad ud sd cb rc rcd sv vfl ' +
    'vfb tsv tsg fsv ssv sg bsc spvgg bv ks mks gks lks hnk gnk ofk pfc pfk kv krc rsc club clube basket basketball ' +
    'basketbol basquet baloncesto pallacanestro calcio football futbol futebol the de do da del of and y e'
  ).split(' '),
)

/** The sport, which both events have anyway. */
export const SPORT_WORDS: ReadonlySet<string> = new Set(
  'handball hand haandbold handbold hockey ishockey ishockeyklubb eishockey rugby volley volleyball'.split(
    ' ',
  ),
)

/** Shared by so many clubs that sharing it says nothing. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'united city town county rovers rangers wanderers athletic atletico albion sporting real racing club deportivo ' +
    'deportes independiente nacional national olympic olympique olimpia union universidad university state north ' +
    'south east west central new old san santa saint los las la el al dynamo spartak lokomotiv hapoel maccabi star ' +
    'stars tigers bulldogs eagles wildcats lions bears team'
  ).split(' '),
)

/** Words that alone distinguish clubs of one town or universities of one state. */
export const RIVAL_WORDS: ReadonlySet<string> = new Set(
  (
    'united city town county rovers rangers wanderers wednesday athletic atletico albion sporting real racing inter ' +
    'deportivo independiente nacional olympique dynamo spartak lokomotiv cska torpedo zenit hapoel maccabi beitar ' +
    'bnei partizan state tech north south east west northern southern eastern western central islanders lakers ' +
    'clippers wasps irish'
  ).split(' '),
)

/** Spellings of one word. */
export const WORD_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['utd', 'united'],
  ['st', 'saint'],
  ['sankt', 'saint'],
  ['dinamo', 'dynamo'],
  ['lokomotive', 'lokomotiv'],
  ['makkabi', 'maccabi'],
  ['olympiakos', 'olympiacos'],
  ['milano', 'milan'],
  ['praha', 'prague'],
  ['wien', 'vienna'],
  ['beograd', 'belgrade'],
  ['munchen', 'munich'],
  ['muenchen', 'munich'],
  ['koln', 'cologne'],
  ['koeln', 'cologne'],
  ['etat', 'state'],
  ['malines', 'mechelen'],
  ['courtrai', 'kortrijk'],
  ['pise', 'pisa'],
  ['moscou', 'moscow'],
  ['moskva', 'moscow'],
  ['venise', 'venezia'],
  ['venice', 'venezia'],
  ['bologne', 'bologna'],
  ['trevise', 'treviso'],
  ['turin', 'torino'],
  ['genes', 'genoa'],
  ['genova', 'genoa'],
  ['rome', 'roma'],
  ['naples', 'napoli'],
  ['sienne', 'siena'],
  ['seville', 'sevilla'],
  ['saragosse', 'zaragoza'],
  ['valence', 'valencia'],
  ['anvers', 'antwerp'],
  ['antwerpen', 'antwerp'],
  ['bruges', 'brugge'],
  ['gand', 'gent'],
  ['ghent', 'gent'],
  ['zoug', 'zug'],
  ['bale', 'basel'],
  ['berne', 'bern'],
  ['geneve', 'geneva'],
  ['lisbonne', 'lisbon'],
  ['lisboa', 'lisbon'],
  ['varsovie', 'warsaw'],
  ['warszawa', 'warsaw'],
  ['cracovie', 'krakow'],
  ['bucarest', 'bucharest'],
  ['bucuresti', 'bucharest'],
  ['athenes', 'athens'],
  ['salonique', 'thessaloniki'],
  ['vienne', 'vienna'],
  ['salzbourg', 'salzburg'],
  ['hambourg', 'hamburg'],
  ['brunswick', 'braunschweig'],
  ['francfort', 'frankfurt'],
  ['mayence', 'mainz'],
  ['nuremberg', 'nurnberg'],
  ['copenhague', 'copenhagen'],
  ['kobenhavn', 'copenhagen'],
  ['belgrad', 'belgrade'],
  ['kiev', 'kyiv'],
  ['londres', 'london'],
  ['edimbourg', 'edinburgh'],
])

/** Names in two languages that no rule finds, in any longer name. */
export const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:crvena zvezda|etoile rouge|roter stern)\b/, 'red star'],
  [/\bcaroline (?:du )?nord\b/, 'north carolina'],
  [/\bcaroline (?:du )?sud\b/, 'south carolina'],
  [/\bnouvelle orleans\b/, 'new orleans'],
  [/\bred bull\b/, 'redbull'],
]

/** Names that no rule finds, as the words of the full name. */
export const FULL_NAMES: ReadonlyMap<string, string> = new Map([
  ['bkn nets', 'brooklyn nets'],
  ['gs warriors', 'golden state warriors'],
  ['la lakers', 'los angeles lakers'],
  ['la clippers', 'los angeles clippers'],
  ['ny knicks', 'new york knicks'],
  ['no pelicans', 'new orleans pelicans'],
  ['okc thunder', 'oklahoma city thunder'],
  ['phx suns', 'phoenix suns'],
  ['sa spurs', 'san antonio spurs'],
  ['psg', 'paris saint germain'],
  ['psg handball', 'paris saint germain'],
  ['paris sg', 'paris saint germain'],
  ['qpr', 'queens park rangers'],
  ['spurs', 'tottenham hotspur'],
  ['wolves', 'wolverhampton wanderers'],
  ['man u', 'manchester united'],
])
