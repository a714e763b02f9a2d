import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { alertBox } from './alert.js';
import { LightElement } from './light-element.js';

const JPEG_QUALITY = 0.9;
/** The longest that a picture newer than the last is waited for. */
const FRESH_WITHIN_MS = 500;

/**
 * A camera, asked for by its button alone, shown as in a mirror. `takePicture` gives what it sees, not mirrored. It goes off when
 * it is told to, when the page or the element is out of view, and when the element goes. Emits `camera-changed` {on}.
 */
export class Camera extends LightElement {
  /** @override */
  static properties = {
    disabled: { attribute: false },
    stream: { state: true },
    asking: { state: true },
    cameras: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.disabled = false;
    /** @type {MediaStream | null} */
    this.stream = null;
    this.asking = false;
    /** @type {MediaDeviceInfo[]} */
    this.cameras = [];
    /** @type {string | null} */
    this.problem = null;
    /** Of the asking that counts: what comes of an earlier one is ended. */
    this.turn = 0;
    this.wake = () => {};
    this.hadFocus = false;
    this.sizes = new ResizeObserver(([change]) => {
      if (this.stream && change?.contentRect.width === 0) this.close(strings.camera.hidden);
    });
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#hidden);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#hidden);
    this.close();
  }

  #hidden = () => {
    if (document.hidden && (this.stream || this.asking)) this.close(strings.camera.hidden);
  };

  get isOn() {
    return this.stream !== null;
  }

  /** @param {string} [deviceId] of one that was chosen */
  async open(deviceId) {
    this.close();
    this.turn += 1;
    const { turn } = this;
    this.asking = true;
    try {
      const stream = await askForCamera(deviceId);
      if (turn !== this.turn || !this.isConnected) return end(stream);
      this.stream = stream;
      for (const track of stream.getTracks()) {
        track.addEventListener('ended', () => this.stream === stream && this.close(strings.camera.ended));
      }
      const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
      if (this.stream !== stream) return;
      this.cameras = devices.filter(({ kind }) => kind === 'videoinput');
      this.emit('camera-changed', { on: true });
    } catch (error) {
      if (turn === this.turn) this.problem = whyNoCamera(error);
    } finally {
      if (turn === this.turn) this.asking = false;
    }
  }

  /** @param {string | null} [problem] why, unless the user said so */
  close(problem = null) {
    const { stream } = this;
    this.turn += 1;
    this.asking = false;
    this.problem = problem;
    this.sizes.disconnect();
    this.wake();
    if (!stream) return;
    this.stream = null;
    end(stream);
    this.emit('camera-changed', { on: false });
  }

  /** A JPEG file of what it sees next; null when it is off. @returns {Promise<Blob | null>} */
  async takePicture() {
    const video = this.querySelector('video');
    if (!this.stream || !video) return null;
    await new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
      this.wake = resolve;
      // Of older browsers whatever is shown will do.
      video.requestVideoFrameCallback?.(resolve);
      setTimeout(resolve, FRESH_WITHIN_MS);
    });
    if (!this.stream || video.videoWidth === 0) return null;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    return canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  }

  /** @override */
  willUpdate() {
    this.hadFocus = this.contains(document.activeElement);
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    // The button that was pressed is gone, and with it the keyboard's place.
    if (this.hadFocus && !this.contains(document.activeElement)) {
      /** @type {HTMLElement | null} */ (this.querySelector('[data-camera-on], [data-camera-off]'))?.focus();
    }
    const video = this.querySelector('video');
    if (!changed.has('stream') || !video || !this.stream) return;
    video.srcObject = this.stream;
    // It is refused only where the element goes at once.
    video.play().catch(() => {});
    this.sizes.observe(video);
  }

  /** @override */
  render() {
    const words = strings.camera;
    const { stream, cameras, disabled, asking } = this;
    if (!stream) {
      return html`
        ${alertBox(this.problem)}
        <button type="button" class="primary" data-camera-on ?disabled=${disabled} @click=${() => this.open()}>
          ${asking ? words.asking : words.turnOn}
        </button>`;
    }
    const { deviceId, facingMode } = stream.getVideoTracks()[0]?.getSettings() ?? {};
    return html`
      <video class="camera-view" ?data-mirrored=${facingMode !== 'environment'} playsinline .muted=${true}
        aria-label=${words.shows}></video>
      <div class="camera-actions">
        ${
          cameras.length > 1
            ? html`
              <label class="camera-choice">
                ${words.choose}
                <select @change=${this.#chosen}>
                  ${cameras.map(
                    (camera, index) => html`
                      <option value=${camera.deviceId} ?selected=${camera.deviceId === deviceId}>
                        ${camera.label || words.numbered(index + 1)}
                      </option>`,
                  )}
                </select>
              </label>`
            : nothing
        }
        <button type="button" data-camera-off @click=${() => this.close()}>${words.turnOff}</button>
      </div>`;
  }

  /** @param {Event} event */
  #chosen(event) {
    this.open(/** @type {HTMLSelectElement} */ (event.target).value);
  }
}

/** @param {MediaStream} stream */
function end(stream) {
  for (const track of stream.getTracks()) track.stop();
}

/** @param {string | undefined} deviceId */
async function askForCamera(deviceId) {
  if (!navigator.mediaDevices) throw new DOMException('', 'SecurityError');
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
  const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'user' };
  return navigator.mediaDevices.getUserMedia({ audio: false, video: { ...size, ...which } });
}

/** @param {unknown} error @returns {string} */
function whyNoCamera(error) {
  const words = strings.camera;
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'SecurityError') return words.insecure;
  if (name === 'NotAllowedError') return words.denied;
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return words.none;
  if (name === 'NotReadableError' || name === 'AbortError') return words.inUse;
  return words.failed(error instanceof Error ? error.message || error.name : String(error));
}

customElements.define('agelens-camera', Camera);
