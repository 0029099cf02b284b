import { describe, expect, it } from 'vitest';
import { isTunnel } from '../../electron/core/tunnel.ts';

describe('a tunnel by its name', () => {
  it.each([
    ...['wg0', 'wg-home', 'wg0-mullvad', 'awg0', 'tun0', 'tun_home', 'tap3', 'utun4', 'ipsec0'],
    ...['tailscale0', 'Tailscale', 'ztabcd1234', 'ztks5a2xvf', 'feth2312', 'nordlynx', 'NordLynx'],
    ...['proton0', 'ProtonVPN', 'pvpnksintrf0', 'CloudflareWARP', 'Cloudflare WARP', 'WARP'],
    ...['OpenVPN TAP-Windows6', 'OpenVPN Wintun', 'OpenVPN Data Channel Offload', 'WireGuard 1'],
    ...['TAP-Windows Adapter V9', 'cscotun0', 'gpd0', 'tunsnx', 'outline-tun0', 'xfrm0', 'vti7'],
    ...['Meta', 'Mihomo', 'Clash', 'clash0', 'singbox_tun', 'sing-box', 'wt0', 'nebula1'],
    ...['VPN Frankfurt', 'Work VPN', '公司 VPN', 'vpn0', 'my-vpn'],
  ])('is known: %s', (name) => {
    expect(isTunnel(name)).toBe(true);
  });

  it.each([
    ...['eth0', 'enp3s0', 'wlan0', 'wlp2s0', 'wwan0', 'en0', 'lo', 'bond0', 'eth0.7', 'eno1'],
    // A dial-up line is PPPoE.
    ...['ppp0', 'pppoe-wan', '宽带连接', 'Broadband Connection'],
    // Whose addresses are reached from outside.
    ...['sit0', 'he-ipv6', '6in4-wan', '6rd-wan6', 'gif0', 'stf0'],
    ...['docker0', 'veth3a5c', 'br-1a2b3c', 'bridge100', 'virbr0', 'vmnet8', 'vEthernet (WSL)'],
    ...['以太网', '以太网 2', '本地连接* 1', 'Ethernet', 'Wi-Fi', 'WLAN', 'wan', 'wl0', 'awdl0'],
    ...['metal0', 'warped', 'vpnless', 'zt', ''],
  ])('is not seen in %s', (name) => {
    expect(isTunnel(name)).toBe(false);
  });
});

describe('a tunnel by its driver', () => {
  it.each([
    ...['TAP-Windows Adapter V9', 'Wintun Userspace Tunnel', 'WireGuard Tunnel #2'],
    ...['Tailscale Tunnel', 'Cloudflare WARP Interface Tunnel', 'Meta Tunnel', 'NordLynx Tunnel'],
    ...['OpenVPN Data Channel Offload', 'ZeroTier Virtual Port', 'VPN Client Adapter - VPN'],
    ...['Cisco AnyConnect Secure Mobility Client Virtual Miniport Adapter for Windows x64'],
    ...['PANGP Virtual Ethernet Adapter', 'Fortinet SSL VPN Virtual Ethernet Adapter'],
    ...['LogMeIn Hamachi Virtual Ethernet Adapter', 'WAN Miniport (IKEv2)'],
  ])('is known whatever the connection is called: %s', (description) => {
    expect(isTunnel('以太网 2', description)).toBe(true);
  });

  it.each([
    ...['Intel(R) Ethernet Connection (7) I219-V', 'Realtek PCIe GbE Family Controller'],
    ...['Hyper-V Virtual Ethernet Adapter', 'Microsoft Wi-Fi Direct Virtual Adapter'],
    ...['WAN Miniport (PPPOE)', 'Microsoft Teredo Tunneling Adapter', 'Microsoft 6to4 Adapter'],
    ...['VirtualBox Host-Only Ethernet Adapter', 'VMware Virtual Ethernet Adapter for VMnet8'],
  ])('is not seen in %s', (description) => {
    expect(isTunnel('以太网 2', description)).toBe(false);
  });
});
