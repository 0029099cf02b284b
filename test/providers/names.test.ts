import { describe, expect, it } from 'vitest';
import { relativeTo } from '../../electron/providers/api/names.ts';

describe('a host inside its zone', () => {
  it.each([
    ['', 'example.com'],
    ['@', 'example.com'],
    ['home', 'home.example.com'],
    ['Home.Lab', 'home.lab.example.com'],
    ['*', '*.example.com'],
    ['*.home', '*.home.example.com'],
    ['bücher', 'xn--bcher-kva.example.com'],
    ['example.com', 'example.com.example.com'],
    ['home.example.com', 'home.example.com.example.com'],
    ['home.example.com.', 'home.example.com'],
    ['example.com.', 'example.com'],
  ])('%o is %s', (host, name) => {
    expect(relativeTo(host, 'example.com')).toBe(name);
  });
});
