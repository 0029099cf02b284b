import { createSocket } from 'node:dgram';
import http from 'node:http';
import { connect } from 'node:net';
import type { Attack } from './attacks.ts';
import { addressData, classes, readQuestion, textData, types, writeAnswer } from './dns-wire.ts';

/** The process of a hostile box; says `ready` once it is. */
const attack = JSON.parse(process.argv[2] ?? '') as Attack;

const natPmpPort = 5351;
const natPmpHosts = { group: '224.0.0.1', port: 5350 } as const;

function natPmpAnswer(address: string, epoch: number): Buffer {
  const answer = Buffer.alloc(12);
  answer[1] = 0x80;
  answer.writeUInt32BE(epoch, 4);
  addressData(address).copy(answer, 8);
  return answer;
}

function natPmp({ on, address }: Extract<Attack, { kind: 'natPmp' }>): void {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, peer) => {
    const unsupported = Buffer.from([0, 0x80, 0, 1, 0, 0, 0, 0]);
    const answer = bytes[0] === 0 && bytes[1] === 0 ? natPmpAnswer(address, 9_000) : unsupported;
    socket.send(answer, peer.port, peer.address);
  });
  socket.bind(natPmpPort, on, ready);
}

function announce({ from, address }: Extract<Attack, { kind: 'announce' }>): void {
  const socket = createSocket('udp4');
  let epoch = 0;
  socket.bind(natPmpPort, from, () => {
    setInterval(() => {
      epoch = (epoch + 1) % 4;
      socket.send(natPmpAnswer(address, epoch), natPmpHosts.port, natPmpHosts.group);
    }, 250);
    ready();
  });
}

const gatewayType = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1';
const serviceType = 'urn:schemas-upnp-org:service:WANIPConnection:1';

function description(on: string): string {
  const service = `<serviceType>${serviceType}</serviceType><serviceId>urn:upnp-org:serviceId:WANIPConn1</serviceId><SCPDURL>/scpd</SCPDURL><controlURL>/ctl</controlURL><eventSubURL>/evt</eventSubURL>`;
  return `<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><URLBase>http://${on}:5000</URLBase><device><deviceType>${gatewayType}</deviceType><deviceList><device><deviceType>urn:schemas-upnp-org:device:WANDevice:1</deviceType><deviceList><device><deviceType>urn:schemas-upnp-org:device:WANConnectionDevice:1</deviceType><serviceList><service>${service}</service></serviceList></device></deviceList></device></deviceList></device></root>`;
}

function soap(address: string): string {
  return `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><u:GetExternalIPAddressResponse xmlns:u="${serviceType}"><NewExternalIPAddress>${address}</NewExternalIPAddress></u:GetExternalIPAddressResponse></s:Body></s:Envelope>`;
}

function igd({ on, address }: Extract<Attack, { kind: 'igd' }>): void {
  const search = createSocket({ type: 'udp4', reuseAddr: true });
  search.on('message', (bytes, peer) => {
    if (!bytes.toString('latin1').startsWith('M-SEARCH')) return;
    const lines = ['HTTP/1.1 200 OK', `ST: ${gatewayType}`, `LOCATION: http://${on}:5000/root.xml`];
    const answer = [...lines, 'CACHE-CONTROL: max-age=120', 'USN: uuid:1', 'EXT:', '', ''];
    search.send(answer.join('\r\n'), peer.port, peer.address);
  });
  search.bind(1900, () => search.addMembership('239.255.255.250', on));
  const server = http.createServer((request, response) => {
    response.setHeader('content-type', 'text/xml');
    response.end(request.method === 'POST' ? soap(address) : description(on));
  });
  server.listen(5000, on, ready);
}

function dns({ port, address }: Extract<Attack, { kind: 'dns' }>): void {
  const socket = createSocket({ type: 'udp6' });
  socket.on('message', (bytes, peer) => {
    const question = readQuestion(bytes);
    if (question === undefined) return;
    const text = question.type === types.txt || question.class === classes.chaos;
    const fits = text || question.type === types.a;
    const data = fits ? [text ? textData(address) : addressData(address)] : [];
    socket.send(writeAnswer(question, data), peer.port, peer.address);
  });
  socket.bind(port, ready);
}

const magic = Buffer.from('2112a442', 'hex');

function stun({ port, address }: Extract<Attack, { kind: 'stun' }>): void {
  const socket = createSocket({ type: 'udp6' });
  socket.on('message', (bytes, peer) => {
    const masked = addressData(address).map((byte, at) => byte ^ (magic[at] ?? 0));
    const value = Buffer.from([0, 1, 0x33, 0x44, ...masked]);
    const head = Buffer.from([0x01, 0x01, 0, 12]);
    const attribute = Buffer.from([0x00, 0x20, 0, 8]);
    socket.send(
      Buffer.concat([head, bytes.subarray(4, 20), attribute, value]),
      peer.port,
      peer.address,
    );
  });
  socket.bind(port, ready);
}

function proxy({ on, port }: Extract<Attack, { kind: 'proxy' }>): void {
  const server = http.createServer((_, response) => response.writeHead(502).end());
  server.on('connect', (request, client) => {
    const [host = '', to = '443'] = (request.url ?? '').split(':');
    const upstream = connect({ host, port: Number(to), localAddress: on }, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  server.listen(port, on, ready);
}

function ready(): void {
  process.stdout.write('ready\n');
}

switch (attack.kind) {
  case 'natPmp':
    natPmp(attack);
    break;
  case 'announce':
    announce(attack);
    break;
  case 'igd':
    igd(attack);
    break;
  case 'dns':
    dns(attack);
    break;
  case 'stun':
    stun(attack);
    break;
  case 'proxy':
    proxy(attack);
    break;
}
