/**
 * How VPN programs name their adapters on Linux, macOS and in Windows' list of connections. PPP is
 * none of them (a dial-up line is PPPoE), nor are 6in4 and 6rd, whose addresses are reached from
 * outside, nor the bridges of containers and virtual machines.
 */
const names: readonly RegExp[] = [
  // The systems' own kinds: `wg0`, `utun4`, `tun_home`, `tap-work`.
  /^(?:wg|awg|tun|tap|utun|ipsec|xfrm|vti)/,
  // ZeroTier makes `zt` and characters of the network's id; on macOS `feth` and a number.
  /^(?:zt[a-z\d]{6,13}|feth\d+)$/,
  /^(?:tailscale|wireguard|amneziawg|netbird|nebula|mullvad|hamachi|zerotier|softether|anyconnect)/,
  /^(?:nordlynx|nordtun|nordvpn|surfshark|expressvpn|proton|pvpn|windscribe|outline-tun)/,
  /^(?:cloudflarewarp|cloudflare warp|warp$)/,
  /^(?:openvpn|tap-windows|wintun|openconnect|strongswan|fortissl|forticlient|globalprotect)/,
  // Corporate clients: Cisco, Palo Alto, Check Point, Juniper and Pulse, Netbird's old name.
  /^(?:cscotun|gpd|tunsnx|jnc|pulse|wt)\d+$/,
  // Local proxies that take the whole way out: Clash and its heirs, sing-box, Xray.
  /^(?:clash|mihomo|meta$|sing-?box|sing-?tun|xray|v2ray|hiddify|nekoray)/,
  // A connection that the user named so themselves: `VPN Frankfurt`, `Work VPN`.
  /(?:^|[^a-z])vpn(?:[^a-z]|$)/,
];

/** What the drivers of such adapters call themselves on Windows, whatever the user calls the connection. */
const drivers: readonly RegExp[] = [
  /^(?:wireguard|wintun|tap-|openvpn|tailscale|zerotier|cloudflare|nordlynx|netbird|mullvad)/,
  /\b(?:vpn|tap-windows|wintun|wireguard|anyconnect|globalprotect|pangp|fortinet|softether)\b/,
  // Not `Teredo Tunneling`, which is Windows' own and carries IPv6 only.
  /\b(?:tunnel|hamachi|sing-tun|juniper|pulse secure|sonicwall|check point)\b/,
  // A VPN of Windows' own. PPPoE, a dial-up line, is none.
  /^wan miniport \((?:ikev2|l2tp|pptp|sstp)\)/,
];

/**
 * True for an adapter whose other end is elsewhere, so that what the Internet sees is the exit of a
 * VPN. By the system's name for it and, on Windows, by its driver's description. A guess: an
 * adapter may have any name. Pure.
 */
export function isTunnel(name: string, description?: string): boolean {
  const called = name.toLowerCase();
  if (names.some((one) => one.test(called))) return true;
  const driver = description?.toLowerCase() ?? '';
  return drivers.some((one) => one.test(driver));
}
