/** What of a canvas context the drawing functions use; a test hands them an object that counts. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'clearRect'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineTo'
  | 'lineWidth'
  | 'measureText'
  | 'moveTo'
  | 'strokeRect'
  | 'strokeStyle'
  | 'textBaseline'
>;
