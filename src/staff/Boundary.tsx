import { Component } from 'preact';
import type { ComponentChildren } from 'preact';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import { t } from '../ui/words.ts';

/** A screen that cannot be drawn becomes calm words; the sections beside it work on. */
export class Boundary extends Component<{ children: ComponentChildren }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static override getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(error: unknown) {
    // To the browser's console, for whoever looks into it; nothing about it leaves the computer.
    reportError(error);
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return (
      <Page heading={t('staff:broken.heading')} title={t('staff:title.start')} back="/staff/">
        <Notice tone="wait" action={{ label: t('common:try-again'), run: () => this.setState({ isBroken: false }) }}>
          {t('staff:broken.words')}
        </Notice>
      </Page>
    );
  }
}
