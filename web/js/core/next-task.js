/**
 * Resolves in a task of its own, after messages that were already waiting: this is where a cancel is seen. A timer would
 * do, but nested timers are held back by 4 ms.
 *
 * @returns {Promise<void>}
 */
export function nextTask() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
