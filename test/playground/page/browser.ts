import type { LaunchOptions } from 'playwright-core'

/** Chromium's sandbox does not start as root, as in most containers; pickers speak Chinese. */
export function launchOptions(executablePath: string): LaunchOptions {
  return {
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    env: { ...process.env, LANGUAGE: 'zh_CN' },
  }
}
