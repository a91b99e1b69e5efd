import { readPreferences } from './preferences.ts'

/** Two tones, falling: heard across a room, and not an alarm clock. */
const TONES_HZ = [880, 660]
const TONE_S = 0.18

/** Several things of one moment make one sound. */
const AGAIN_AFTER_MS = 5000
let lastAt = -Infinity

/** Sound and a desktop notification, as this browser was told to. */
export function drawAttention(message: string): void {
  const now = performance.now()
  if (now - lastAt < AGAIN_AFTER_MS) return
  lastAt = now
  const { hasSound, hasDesktop } = readPreferences()
  if (hasSound) void playSound()
  if (hasDesktop) showOnDesktop(message)
}

/** A browser plays nothing before the operator has clicked in the page. */
export async function playSound(): Promise<void> {
  try {
    const audio = new AudioContext()
    await audio.resume()
    TONES_HZ.forEach((frequency, index) => {
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      const begin = audio.currentTime + index * TONE_S
      tone.frequency.value = frequency
      volume.gain.setValueAtTime(0.15, begin)
      volume.gain.exponentialRampToValueAtTime(0.001, begin + TONE_S)
      tone.connect(volume).connect(audio.destination)
      tone.start(begin)
      tone.stop(begin + TONE_S)
      if (index === TONES_HZ.length - 1) tone.addEventListener('ended', () => void audio.close())
    })
  } catch {
    // The title and the icon still show it.
  }
}

/** One tag: several tabs of this console show one notification. */
function showOnDesktop(message: string): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  const shown = new Notification('Surefoot needs you', {
    body: message,
    tag: 'surefoot',
    icon: '/favicon-alert.svg',
  })
  shown.addEventListener('click', () => {
    window.focus()
    shown.close()
  })
}
