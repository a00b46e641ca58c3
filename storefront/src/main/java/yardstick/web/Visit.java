package yardstick.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Subject;
import yardstick.kernel.VisitorId;
import yardstick.orders.CartId;
import yardstick.orders.CustomerId;
import yardstick.orders.Shopper;
import yardstick.tracking.Consent;
import yardstick.tracking.Consent.Purpose;

/** One request: which browser, who is signed in, in which language, with which consent. */
public final class Visit {

    private static final Duration YEAR = Duration.ofDays(365);

    private final Incoming incoming;
    private final Cookies cookies;
    private final Seal seal;
    private final Sessions sessions;
    private final Language language;
    private final String browser;
    private final String nonce = Seal.token();

    private @Nullable String unit;
    private @Nullable String csrf;
    private @Nullable Consent consent;
    private boolean consentDecided;
    private Sessions.@Nullable Known known;

    /** The collaborators of a visit. */
    public record Parts(Cookies cookies, Seal seal, Sessions sessions) {}

    public Visit(Incoming incoming, Parts parts) {
        this.incoming = incoming;
        this.cookies = parts.cookies();
        this.seal = parts.seal();
        this.sessions = parts.sessions();
        this.language = LanguageChoice.of(incoming, cookies);
        this.browser = browser();
        keepConsent(ConsentCookie.read(cookies.get(Cookies.CONSENT)));
        rememberLanguage();
    }

    /** The language of pages whose address does not name one. */
    public void chooseLanguage(Language choice) {
        cookies.set(Cookies.LANGUAGE, choice.code(), YEAR);
    }

    private void rememberLanguage() {
        boolean inAddress = LanguageChoice.inPath(incoming.path()).isPresent();
        if (inAddress && incoming.browses() && !language.code().equals(cookies.get(Cookies.LANGUAGE))) {
            chooseLanguage(language);
        }
    }

    private String browser() {
        String cookie = cookies.get(Cookies.BROWSER);
        if (cookie != null && cookie.length() == 22) {
            return cookie;
        }
        String fresh = Seal.token();
        if (incoming.browses()) {
            cookies.set(Cookies.BROWSER, fresh, YEAR);
        }
        return fresh;
    }

    private void keepConsent(@Nullable Consent decision) {
        consentDecided = decision != null;
        consent = decision == null ? Consent.none() : decision;
    }

    public Incoming incoming() {
        return incoming;
    }

    public Cookies cookies() {
        return cookies;
    }

    public Language language() {
        return language;
    }

    /** Of this response's Content-Security-Policy. */
    public String nonce() {
        return nonce;
    }

    /** Pseudonym of the browser: sticky, and useless without the shop's key. */
    public String unit() {
        String hash = unit;
        if (hash == null) {
            hash = seal.hash("unit", browser);
            unit = hash;
        }
        return hash;
    }

    public String csrf() {
        String token = csrf;
        if (token == null) {
            token = seal.hash("csrf", browser);
            csrf = token;
        }
        return token;
    }

    public Consent consent() {
        Consent decision = consent;
        return decision == null ? Consent.none() : decision;
    }

    public boolean consentDecided() {
        return consentDecided;
    }

    public void decideConsent(Consent decision) {
        keepConsent(decision);
        cookies.set(Cookies.CONSENT, ConsentCookie.write(decision), Duration.ofDays(180));
    }

    /** Null without analytics consent. */
    public @Nullable VisitorId visitor() {
        return consent().allows(Purpose.ANALYTICS) ? new VisitorId(seal.hash("visitor", browser)) : null;
    }

    public Subject subject() {
        return new Subject(
                unit(), visitor(), java.util.Map.of("language", language().tag()));
    }

    public @Nullable CartId cart() {
        String cookie = cookies.get(Cookies.CART);
        return cookie == null || cookie.isEmpty() || cookie.length() > 64 ? null : new CartId(cookie);
    }

    public void keepCart(CartId cart) {
        cookies.set(Cookies.CART, cart.value(), Duration.ofDays(90));
    }

    public void forgetCart() {
        cookies.clear(Cookies.CART);
    }

    /** Null for a guest. */
    public @Nullable CustomerId customer() {
        return known().customer();
    }

    /** Null unless a member of staff is signed in. */
    public @Nullable Staff staff() {
        return known().staff();
    }

    public Shopper shopper() {
        return new Shopper(language, customer(), visitor(), currency());
    }

    public void signIn(CustomerId customer) {
        sessions.open(cookies, customer);
        known = null;
    }

    public void signInStaff(long staff) {
        sessions.openStaff(cookies, staff);
        known = null;
    }

    /** Ends the customer's session on this browser. */
    public void signOut() {
        sessions.close(cookies, Cookies.MEMBER);
        known = null;
    }

    public void signOutStaff() {
        sessions.close(cookies, Cookies.STAFF);
        known = null;
    }

    private Sessions.Known known() {
        Sessions.Known found = known;
        if (found == null) {
            found = sessions.find(cookies);
            known = found;
        }
        return found;
    }

    /** A message for the next page of this browser. */
    public void flash(String kind, String text) {
        Flash.put(cookies, seal, new Flash(kind, text));
    }

    /** The message of the previous page, once. */
    public @Nullable Flash takeFlash() {
        return Flash.take(cookies, seal);
    }

    /** {@code light}, {@code dark} or empty for what the system says. */
    public String theme() {
        String cookie = cookies.get(Cookies.THEME);
        return cookie != null && (cookie.equals("light") || cookie.equals("dark")) ? cookie : "";
    }

    /** The currency the visitor asked for; null for the shop's own. */
    public @Nullable String currency() {
        String cookie = cookies.get(Cookies.CURRENCY);
        return cookie != null && cookie.matches("[A-Z]{3}") ? cookie : null;
    }

    public void chooseCurrency(String currency) {
        cookies.set(Cookies.CURRENCY, currency, YEAR);
    }

    public void chooseTheme(String theme) {
        cookies.set(Cookies.THEME, theme, YEAR);
    }
}
