import { disabledFeatures } from './features.ts';

/** Why each flag is there; Playwright adds its own. `proxyHost` is the one address that may be reached directly. */
export function chromiumFlags(proxyHost: string): string[] {
  return [
    '--disable-gpu',
    // QUIC and WebRTC are UDP: they would pass by the proxy, and so by the guard.
    '--disable-quic',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    // Names are resolved by the guard alone.
    `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${proxyHost}`,
    '--dns-prefetch-disable',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Beneath the blocking of requests: the engine itself loads no image and no web font.
    '--blink-settings=imagesEnabled=false',
    '--disable-remote-fonts',
    '--autoplay-policy=user-gesture-required',
    '--mute-audio',
    // A failed page that loads itself again would be an act that nobody asked for.
    '--disable-auto-reload',
    '--disable-print-preview',
    // Shared workers live outside of pages, where requests are not intercepted.
    '--disable-shared-workers',
    '--deny-permission-prompts',
    '--noerrdialogs',
    // Of the window around the page, which nobody sees: tabs and buttons would move at sixty frames a second.
    '--animation-duration-scale=0',
    disabledFeatures(),
  ];
}
