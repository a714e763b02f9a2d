/** What every file system takes as a name. @param {string} text */
export const fileName = (text) =>
  text
    .replace(/[\s\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 100) || 'project';
