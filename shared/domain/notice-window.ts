/** Hours of every window that a practice can choose (product 1.5). A day is 24 elapsed hours. */
export const windowHours = {
  none: 0,
  '1h': 1,
  '2h': 2,
  '3h': 3,
  '4h': 4,
  '5h': 5,
  '6h': 6,
  '1d': 24,
  '2d': 48,
  '3d': 72,
  '1w': 168,
} as const;
