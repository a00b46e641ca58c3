package yardstick.acceptance.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The system's Chromium, with or without JavaScript, at one of the widths people have. */
final class Browser implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright = Playwright.create();
    private final com.microsoft.playwright.Browser browser;

    Browser() {
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setHeadless(true)
                        .setArgs(FLAGS));
    }

    private static Path executable() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium; acceptance/prepare installs it"));
    }

    /** @param script false: JavaScript is off */
    Page page(boolean script, int width, String locale) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setJavaScriptEnabled(script)
                // Page transitions would lie over the page while it is clicked; people can turn them off, too.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, 900)
                .setLocale(locale));
        context.setDefaultTimeout(15_000);
        return context.newPage();
    }

    /** WCAG 2.2 AA as far as axe can tell; axe itself needs JavaScript, so the page is shown to it again with it on. */
    void assertAccessible(Page page) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBypassCSP(true)
                .setStorageState(page.context().storageState())
                .setViewportSize(page.viewportSize().width, page.viewportSize().height));
        Page copy = context.newPage();
        copy.navigate(page.url());
        List<Rule> violations = new AxeBuilder(copy)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        context.close();
        assertEquals(
                List.of(),
                violations.stream()
                        .map(rule -> page.url() + ": " + rule.getId() + " "
                                + rule.getNodes().getFirst().getHtml())
                        .toList());
    }

    @Override
    public void close() {
        playwright.close();
    }
}
