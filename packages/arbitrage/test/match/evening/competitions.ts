/** Spellings of one competition of the men: each provider has one of them. */
export const COMPETITIONS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  football: [
    ['2. Bundesliga', 'Bundesliga 2', 'Germany - 2. Bundesliga', 'Bundesliga II'],
    ['Premier League', 'England - Premier League', 'English Premier League'],
    ['Serie B', 'Italy Serie B', 'Serie BKT'],
    ['World Cup - Group F', 'FIFA World Cup', 'World Cup 2026, Group F'],
    ['Ligue 2', 'France - Ligue 2', 'Ligue 2 BKT'],
    ['Segunda División', 'LaLiga 2', 'Spain - Segunda Division'],
    ['Club Friendlies', 'Friendlies', 'International - Club Friendly Games'],
  ],
  basketball: [
    ['NCAA', 'NCAAB', 'USA - NCAA, Regular'],
    ['EuroLeague', 'Euroleague', 'Turkish Airlines EuroLeague'],
    ['Pro B', 'France - Pro B', 'LNB Pro B'],
  ],
  tennis: [
    ['ATP Vienna', 'Vienna', 'ATP - Vienna, Austria'],
    ['Challenger Lyon', 'ATP Challenger Lyon', 'Lyon Challenger'],
  ],
  handball: [
    ['EHF Champions League', 'Champions League', 'Ligue des Champions'],
    ['2. HBL', '2. Bundesliga', 'Germany - Bundesliga 2'],
  ],
  'ice-hockey': [
    ['KHL', 'Russia - KHL', 'Kontinental Hockey League'],
    ['HockeyAllsvenskan', 'Sweden - Hockeyallsvenskan'],
  ],
  rugby: [
    ['Pro D2', 'France - Pro D2'],
    ['Top 14', 'France - Top 14'],
  ],
}

export const WOMEN_SPELLINGS = ['Women', '(F)', 'Féminine', 'Frauen', '(W)', 'Femenino']

/** Teams of one city or of one name in two states, which a wrong rule takes for each other. */
export const NEIGHBOURS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  football: [
    ['Manchester United', 'Manchester City'],
    ['Man Utd', 'Man City'],
    ['Real Madrid', 'Atletico Madrid'],
    ['Sheffield Wednesday', 'Sheffield Utd'],
    ['Bristol Rovers', 'Bristol City'],
    ['Dundee', 'Dundee United'],
    ['Inter Milan', 'AC Milan'],
    ['Espanyol', 'Barcelona'],
    ['Botafogo (RJ)', 'Botafogo (SP)'],
    ['Nacional (URU)', 'Nacional (PAR)'],
    ['CSKA Moscow', 'Spartak Moscow'],
    ['Real Sociedad', 'Real Valladolid'],
  ],
  basketball: [
    ['Miami (OH)', 'Miami (FL)'],
    ['Loyola (IL)', 'Loyola (MD)'],
    ['North Carolina', 'North Carolina State'],
    ['Los Angeles Lakers', 'LA Clippers'],
    ['Maccabi Tel Aviv', 'Hapoel Tel Aviv'],
    ['Brooklyn Nets', 'New York Knicks'],
    ['Michigan', 'Michigan State'],
    ['Saint Johns', 'Saint Josephs'],
  ],
  tennis: [
    ['A. Zverev', 'M. Zverev'],
    ['Karolina Pliskova', 'Kr. Pliskova'],
    ['Williams S.', 'Venus Williams'],
    ['Francisco Cerundolo', 'J.M. Cerundolo'],
  ],
  handball: [['Fuchse Berlin', 'Bergischer HC']],
  'ice-hockey': [
    ['New York Rangers', 'New York Islanders'],
    ['Dynamo Moscow', 'Spartak Moscow'],
  ],
  rugby: [['London Irish', 'London Wasps']],
}
