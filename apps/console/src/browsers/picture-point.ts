export interface PictureSize {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Where in the page a click on its picture was meant: the picture is shown larger or smaller than it is. */
export function picturePoint(clicked: Point, shown: PictureSize, picture: PictureSize): Point {
  const scale = (at: number, of: number, whole: number): number =>
    Math.min(whole - 1, Math.max(0, Math.round((at / of) * whole)))
  return {
    x: scale(clicked.x, shown.width, picture.width),
    y: scale(clicked.y, shown.height, picture.height),
  }
}
