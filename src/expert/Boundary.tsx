import { Component } from 'preact';
import type { ComponentChildren } from 'preact';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import { t } from '../ui/words.ts';

interface BoundaryProps {
  children: ComponentChildren;
}

/** A screen that cannot be drawn becomes calm words between the bar and the tabs; the other screens work on. */
export class Boundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    // To the browser's console only, for whoever looks into it: nothing about it leaves the phone.
    reportError(error);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Page heading={t('common:broken.heading')} title={t('common:broken.heading')} back="/">
        <Notice tone="wait" action={{ label: t('common:try-again'), run: () => this.setState({ broken: false }) }}>
          {t('common:broken.words')}
        </Notice>
      </Page>
    );
  }
}
