/**
 * "camera-20261123-101530-01.jpg": when the burst began, in local time, and the number in it.
 * @param {Date} began
 * @param {number} number from 1
 */
export function burstName(began, number) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const day = `${began.getFullYear()}${two(began.getMonth() + 1)}${two(began.getDate())}`;
  const time = `${two(began.getHours())}${two(began.getMinutes())}${two(began.getSeconds())}`;
  return `camera-${day}-${time}-${two(number)}.jpg`;
}
