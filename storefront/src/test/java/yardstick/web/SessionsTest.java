package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yardstick.orders.CustomerId;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.web.AccessFilter.Decision;

/** Sign-ins as rows, and what they open. */
class SessionsTest {

    private static final TestDatabase DATABASE = TestDatabase.with("storefront");

    private final FixedClock clock = new FixedClock("2026-03-01T12:00:00Z");
    private final Sessions sessions = new Sessions(DATABASE, clock);
    private final List<String> lines = new ArrayList<>();
    private final Cookies cookies = new Cookies("yk=" + Browser.COOKIE, true, lines::add);

    private Visit visit() {
        return new Visit(
                new Incoming("r", "GET", "/en", "", "https://shop.test", "", "", ""),
                new Visit.Parts(cookies, Browser.SEAL, sessions));
    }

    @Test
    void signingInMakesANewTokenEachTimeAndSigningOutEndsIt() {
        Visit visit = visit();
        assertNull(visit.customer());
        visit.signIn(new CustomerId(7));
        String first = cookies.get(Cookies.MEMBER);
        assertEquals(new CustomerId(7), visit.customer());
        visit.signIn(new CustomerId(7));
        assertNotEquals(first, cookies.get(Cookies.MEMBER));
        Cookies stolen = new Cookies("yk_session=" + first, true, lines::add);
        assertNull(sessions.find(stolen).customer());
        visit.signOut();
        assertNull(visit().customer());
        assertEquals(
                true,
                lines.stream().allMatch(line -> line.contains("HttpOnly; SameSite=Lax; Secure")),
                lines.toString());
    }

    @Test
    void sessionsEndByTimeAndStayWhileUsed() {
        visit().signIn(new CustomerId(8));
        clock.advance(Duration.ofDays(29));
        assertEquals(new CustomerId(8), visit().customer());
        clock.advance(Duration.ofDays(29));
        assertEquals(new CustomerId(8), visit().customer());
        clock.advance(Duration.ofDays(31));
        assertNull(visit().customer());
    }

    @Test
    void rolesOpenWhatTheyNameAndTheOwnerOpensAllOfStaff() {
        assertEquals(Decision.STAFF_SIGN_IN, decide(null, Role.SUPPORT));
        assertEquals(Decision.SIGN_IN, decide(null, Role.MEMBER));
        assertEquals(Decision.ALLOW_FORM, decide(null, Role.SHOPPER));
        assertEquals(Decision.ALLOW, decide(null, Role.PUBLIC));
        assertEquals(Decision.IDENTIFY, decide(null, Role.TOKEN));
        assertEquals(Decision.IDENTIFY, decide("wrong", Role.TOKEN));
        assertEquals(Decision.DENY, decide("token", Role.MEMBER));
        assertEquals(Decision.DENY, decide("token", Role.FINANCE));
        assertEquals(Decision.ALLOW, decide("token", Role.TOKEN));
        staff("Support", Role.SUPPORT);
        assertEquals(Decision.ALLOW_FORM, decide(null, Role.SUPPORT));
        assertEquals(Decision.DENY, decide(null, Role.FINANCE));
        assertEquals(Decision.DENY, decide(null, Role.TOKEN));
        assertEquals(Decision.ALLOW_FORM, decide(null, Role.FINANCE, Role.SUPPORT));
        staff("Owner", Role.OWNER);
        assertEquals(Decision.ALLOW_FORM, decide(null, Role.FINANCE));
    }

    private void staff(String name, Role role) {
        long id = DATABASE.write(handle -> handle.createQuery("""
                        INSERT INTO storefront.staff (username, name, role, created_at)
                        VALUES (:name, :name, :role, now()) RETURNING id""")
                .bind("name", name)
                .bind("role", role.name())
                .mapTo(Long.class)
                .one());
        visit().signInStaff(id);
    }

    private Decision decide(@Nullable String bearer, Role... roles) {
        Visit visit = visit();
        AccessFilter.Caller caller = new AccessFilter.Caller(() -> visit.customer() != null, visit::staff, bearer);
        return AccessFilter.decide(List.of(roles), caller, Browser.SETTINGS);
    }
}
