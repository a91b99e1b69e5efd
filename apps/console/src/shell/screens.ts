/** Every screen of the navigation, and the letter that goes to it after `g`. */
export const SCREENS = [
  { to: '/', name: 'Cockpit', letter: 'c' },
  { to: '/browsers', name: 'Browsers', letter: 'b' },
  { to: '/opportunities', name: 'Opportunities', letter: 'o' },
  { to: '/needs-you', name: 'Needs you', letter: 'n' },
  { to: '/money', name: 'Money', letter: 'm' },
  { to: '/history', name: 'History', letter: 'h' },
  { to: '/contracts', name: 'Contracts', letter: 't' },
  { to: '/health', name: 'Health', letter: 'e' },
  { to: '/notifications', name: 'Notifications', letter: 'i' },
  { to: '/people', name: 'People', letter: 'p' },
] as const
