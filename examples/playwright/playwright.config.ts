import { defineConfig } from '@playwright/test';

export default defineConfig({ testDir: '.', reporter: 'list', tsconfig: '../../tsconfig.playwright.json' });
