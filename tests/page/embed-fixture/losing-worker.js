// The embedding worker on a GPU that is lost when the page says so.
import '../../../web/js/embed/worker.js';

const { requestDevice } = GPUAdapter.prototype;
GPUAdapter.prototype.requestDevice = async function (...request) {
  const device = await requestDevice.apply(this, request);
  new BroadcastChannel('lose-device').addEventListener('message', () => device.destroy());
  return device;
};
