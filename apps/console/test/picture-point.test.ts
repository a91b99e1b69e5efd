import { expect, test } from 'vitest'
import { picturePoint } from '../src/browsers/picture-point.ts'

const picture = { width: 1280, height: 800 }

test('a click on a smaller picture is a click at the same place of the page', () => {
  const shown = { width: 640, height: 400 }
  expect(picturePoint({ x: 320, y: 100 }, shown, picture)).toEqual({ x: 640, y: 200 })
})

test('a click at the very edge stays within the page', () => {
  const shown = { width: 640, height: 400 }
  expect(picturePoint({ x: 640, y: -1 }, shown, picture)).toEqual({ x: 1279, y: 0 })
})
